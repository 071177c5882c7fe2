import type { BaselineEntry } from './baseline.js';
import type { Exception } from './exception.js';
import type { MigrationHistory } from './migration.js';
import type { Severity } from './outcome.js';
import type { RuleId } from './rule-ids.js';
import type { ScanRequest } from './scan-request.js';
import type { SourceLinks } from './source-links.js';
import type { Subscription } from './subscription.js';
import type { ReplicaIdentityPolicy, TablePolicy } from './table-policy.js';

export type SslMode = 'disable' | 'require' | 'verify-full';
export type FailOn = 'error' | 'warning' | 'never';
export type Format = 'text' | 'json' | 'sarif' | 'junit' | 'gitlab' | 'markdown' | 'github';
export type RuleSetting = Severity | 'off';

/** Where a database is and how to speak to it; every part checked, nothing left to the driver's defaults. */
export interface Connection {
  /** A host name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly ssl: SslMode;
  /** PEM text of the certificates that may have signed the server's. */
  readonly sslCa: string | null;
}

/** Everything a user said, read once. Paths are absolute. */
export interface Options {
  readonly cwd: string;
  /** Null when only the migrations are checked. */
  readonly connection: Connection | null;
  /** Null when there are none, or they are not to be replayed. */
  readonly migrations: MigrationHistory | null;
  /** This commit's, replayed or not: a database that is found as it is should have had them. Null when there are none. */
  readonly committed: MigrationHistory | null;
  /** How long to wait until it has, in seconds. */
  readonly waitForMigrations: number;
  readonly publication: string;
  /** Those whose right to receive is judged. */
  readonly roles: readonly string[];
  /** The release, without a `v`, or the day of the Realtime server that the project hosts itself; null without one. */
  readonly realtimeVersion: string | null;
  /** Those that the project names itself. */
  readonly subscriptions: readonly Subscription[];
  /** Where to find the others; null when no source is to be read. */
  readonly scan: ScanRequest | null;
  /** The severity of a subscription in the source whose table cannot be read. */
  readonly unresolved: RuleSetting;
  readonly failOn: FailOn;
  readonly rules: Readonly<Partial<Record<RuleId, RuleSetting>>>;
  readonly exceptions: readonly Exception[];
  readonly replicaIdentity: ReplicaIdentityPolicy;
  /** What the config file says of single tables. */
  readonly tables: readonly TablePolicy[];
  readonly annotations: 'all' | 'changed' | 'none';
  readonly comment: 'never' | 'on-failure' | 'always';
  /** Tells the comments and check runs of several runs apart; empty for the only run of a repository. */
  readonly commentKey: string;
  readonly checkRun: boolean;
  readonly suggestions: boolean;
  /** Empty when there is none. */
  readonly githubToken: string;
  /** Where the source can be looked at; null when that is not known. */
  readonly links: SourceLinks | null;
  readonly format: Format;
  /** Findings that are accepted for now. */
  readonly baseline: readonly BaselineEntry[];
  /** Where the command baseline writes them. */
  readonly baselineFile: string;
  readonly jsonFile: string | null;
  readonly sarifFile: string | null;
  readonly junitFile: string | null;
  readonly gitlabFile: string | null;
  readonly fixFile: string | null;
}

/** The options that matter where only the subscriptions are listed. */
export type ListingOptions = Pick<
  Options,
  'subscriptions' | 'scan' | 'unresolved' | 'failOn' | 'rules' | 'format' | 'jsonFile'
>;
