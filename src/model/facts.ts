import type { AppliedMigrations } from './applied.js';
import type { BaselineEntry } from './baseline.js';
import type { Column, DelicateColumn } from './column.js';
import type { Exception } from './exception.js';
import type { Fact } from './fact.js';
import type { FilterValue } from './filter-value.js';
import type { Confidence, History } from './history.js';
import type { RelationName } from './names.js';
import type { PolicyProbe } from './policy-probe.js';
import type { Rights, RowPolicy, SubscriberRole } from './row-security.js';
import type { Sender } from './sender.js';
import type { Server } from './server.js';
import type { SourceFacts } from './source.js';
import type { TableStatistics } from './statistics.js';
import type { Location, Subscription } from './subscription.js';
import type { ReplicaIdentityPolicy, TablePolicy } from './table-policy.js';

export type { Fact } from './fact.js';

/** Everything a rule may know: plain JSON, one database and what the application subscribes to. */
export interface Facts {
  readonly database: Fact<DatabaseFact>;
  readonly catalog: Fact<Catalog>;
  /** Those that are judged: named by the project, and found in the source of the application. */
  readonly subscriptions: readonly Subscription[];
  /** What the source says besides; null when it was not looked at. */
  readonly source: SourceFacts | null;
  readonly policy: Policy;
  readonly exceptions: readonly Exception[];
  /** Findings that the project accepts for now; none without a baseline. */
  readonly baseline: readonly BaselineEntry[];
  /** How the migrations made this database; null for one that was found as it is. */
  readonly history: History | null;
  /** What the migrations alone make, beside a database that was found as it is; null without one. */
  readonly migrated: { readonly catalog: Catalog; readonly history: History } | null;
  /** Null for a database that the migrations were replayed in, which no Realtime reads from. */
  readonly server: Fact<Server> | null;
  /** Null for a database that the migrations were replayed in. A database that lacks some has no known catalogue. */
  readonly applied: AppliedMigrations | null;
  readonly policyProbe: Fact<PolicyProbe>;
}

/** What the application asks of Realtime, read before any database is opened. */
export type Asked = Pick<Facts, 'subscriptions' | 'source'>;

/** What the project wants of its tables; a rule reads it so that its fix never trips another rule. */
export interface Policy {
  readonly publication: string;
  /** Whether tables must be FULL at all; false only when `replica-identity-full` is switched off. */
  readonly replicaIdentityFull: boolean;
  /** The release, `2.34.47`, or the day, `2026-03-01`, of the Realtime server that the project hosts itself. */
  readonly realtimeVersion: string | null;
  /** Which tables must be: every published one, or those where a subscription or the application needs the old row. */
  readonly replicaIdentity: ReplicaIdentityPolicy;
  /** Tables that need not be, each for a reason. */
  readonly tables: readonly TablePolicy[];
}

export interface DatabaseFact {
  /** `preview` was found as it is; `shadow` is the embedded one that the migrations were replayed in. */
  readonly name: 'preview' | 'shadow';
  /** As people say it, for example `PostgreSQL 17.4`. */
  readonly engine: string;
}

/** What the catalogue of one database says about the publication, its tables and the subscribed relations. */
export interface Catalog {
  readonly publication: Publication;
  /** Published relations, the leaves published through their root, and every other one that was asked for and exists. */
  readonly relations: readonly Relation[];
  /** For each subscribed name that does not exist, existing relations that may be meant, the likeliest first. */
  readonly similarNames: readonly SimilarNames[];
  /** PostgreSQL's major version. */
  readonly majorVersion: number;
  /** Those of the option `roles`, in its order. */
  readonly roles: readonly SubscriberRole[];
  /** One for each value that a filter known whole compares a column of a table with. */
  readonly filterValues: readonly FilterValue[];
}

export type Publication =
  | { readonly exists: false; readonly name: string; readonly otherPublications: readonly string[] }
  | {
      readonly exists: true;
      readonly name: string;
      /** FOR ALL TABLES. */
      readonly allTables: boolean;
      /** FOR TABLES IN SCHEMA. */
      readonly schemas: readonly string[];
      readonly publishes: {
        readonly insert: boolean;
        readonly update: boolean;
        readonly delete: boolean;
        readonly truncate: boolean;
      };
      readonly viaPartitionRoot: boolean;
    };

/** pg_class.relkind of what can be subscribed to by mistake or on purpose. */
export type Relkind = 'r' | 'p' | 'v' | 'm' | 'f';
/** pg_class.relpersistence. */
export type Relpersistence = 'p' | 'u' | 't';
/** pg_class.relreplident: default, nothing, full, using index. */
export type Relreplident = 'd' | 'n' | 'f' | 'i';

export interface Relation extends RelationName {
  readonly relkind: Relkind;
  readonly relpersistence: Relpersistence;
  readonly relreplident: Relreplident;
  /** The index of REPLICA IDENTITY USING INDEX; null also when relreplident is 'i' and the index was dropped. */
  readonly identityIndex: string | null;
  /** The columns of that index, in its order; none without one. */
  readonly identityIndexColumns: readonly string[];
  readonly primaryKey: PrimaryKey | null;
  readonly rowSecurity: boolean;
  /** Of a partition: the nearest table above it that has row security on. Realtime asks only the leaf. */
  readonly rowSecurityAbove: RelationName | null;
  readonly policies: readonly RowPolicy[];
  /** One entry for each judged role that exists. */
  readonly rights: readonly Rights[];
  /** In table order; null unless the relation is subscribed to by name. */
  readonly columns: readonly Column[] | null;
  /** Columns whose long values are kept out of line, in table order. */
  readonly toastableColumns: readonly string[];
  /** In table order. */
  readonly delicateColumns: readonly DelicateColumn[];
  /** Generated columns that are stored, in table order. */
  readonly generatedColumns: readonly string[];
  /** Tables that inherit from it; partitions are none. */
  readonly inheritedBy: readonly RelationName[];
  /** Null when the database was made by replaying migrations, and of a table that is empty or was never analysed. */
  readonly statistics: TableStatistics | null;
  /** A row of pg_publication_tables: exactly what Realtime looks a subscription up in. */
  readonly published: boolean;
  /** For a leaf that pg_publication_tables leaves out because its partition root stands for it. */
  readonly publishedThrough: RelationName | null;
  readonly partitionRoot: RelationName | null;
  /** Columns named in this publication; null when it lists none. */
  readonly columnList: readonly string[] | null;
  /** This publication's WHERE expression. */
  readonly rowFilter: string | null;
  /** Publications, this one or any other, that send updates or deletes of it under a column list. */
  readonly columnListPublications: readonly string[];
  /** Every publication that sends its changes, by name. */
  readonly senders: readonly Sender[];
  readonly confidence: Confidence;
  readonly createdAt: Location | null;
  readonly publishedAt: Location | null;
  readonly identityAt: Location | null;
}

export interface PrimaryKey {
  /** In key order. */
  readonly columns: readonly string[];
  /** A deferrable key identifies no row for logical replication. */
  readonly deferrable: boolean;
}

export interface SimilarNames {
  readonly wanted: RelationName;
  readonly candidates: readonly RelationName[];
}

/** Whether changes of the relation itself are sent: it is listed, or it is a leaf sent through its root. */
export function isSent(relation: Relation): boolean {
  return relation.relkind === 'r' && (relation.published || relation.publishedThrough !== null);
}

/** Whether logical replication can tell the relation's rows apart by its primary key. */
export function hasUsablePrimaryKey(relation: Relation): boolean {
  return relation.primaryKey !== null && !relation.primaryKey.deferrable;
}
