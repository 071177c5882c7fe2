import { readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { findMigrations } from '../migrations/find-migrations.js';
import type { Exception } from '../model/exception.js';
import { InputError } from '../model/input-error.js';
import { isLocalHost } from '../model/local-host.js';
import type { MigrationHistory } from '../model/migration.js';
import type { Connection, Format, ListingOptions, Options, RuleSetting, SslMode } from '../model/options.js';
import { RULE_OF_UNRESOLVED } from '../model/rule-ids.js';
import type { WrapperHint } from '../model/scan-request.js';
import type { SourceLinks } from '../model/source-links.js';
import type { TablePolicy } from '../model/table-policy.js';
import { parseDatabaseUrl } from './parse-database-url.js';
import { readBaseline } from './read-baseline.js';
import { type Ask, askIn, defaultOf, readChoice } from './read-choice.js';
import type { RuleSettings } from './read-config-file.js';
import { readDuration } from './read-duration.js';
import { readRealtimeVersion } from './read-realtime-version.js';
import { readSources } from './read-sources.js';
import type { Said, SaidOptions } from './said.js';

/** Where the command baseline writes to when nobody says. */
const BASELINE = 'realtime-guard-baseline.json';

const FORMATS: readonly Format[] = ['text', 'json', 'sarif', 'junit', 'gitlab', 'markdown', 'github'];

/** What each entry hands over: the sources in the order they are believed, and what only the config file can say. */
export interface Sources {
  readonly cwd: string;
  /** What the names of files are relative to, absolute. */
  readonly repository: string;
  readonly said: readonly SaidOptions[];
  readonly rules: RuleSettings;
  readonly exceptions: readonly Exception[];
  readonly tables: readonly TablePolicy[];
  readonly wrappers: readonly WrapperHint[];
  readonly links: SourceLinks | null;
  /** Whether the baseline is what the run makes, rather than what it looks at. */
  readonly writesBaseline: boolean;
  /** Added to the error when there is nothing to check: what the entry knows of why database-url may be empty. */
  readonly urlAdvice: () => Promise<string>;
}

/**
 * Turns what was said into Options, once, checking every value.
 * @throws InputError naming the input, the value (unless secret) and what is allowed
 */
export async function readOptions(sources: Sources): Promise<Options> {
  const said = askIn(sources.said);
  return {
    cwd: sources.cwd,
    ...(await readDatabases(said, sources)),
    ...readListing(sources),
    waitForMigrations: readDuration(said('wait-for-migrations'), 'wait-for-migrations'),
    publication: readPublication(said('publication')),
    roles: readRoles(said('roles')),
    realtimeVersion: readRealtimeVersion(said('realtime-version')),
    replicaIdentity: readChoice(said('replica-identity'), 'replica-identity', ['all', 'when-needed']),
    tables: sources.tables,
    exceptions: sources.exceptions,
    annotations: readChoice(said('annotations'), 'annotations', ['all', 'changed', 'none']),
    comment: readChoice(said('comment'), 'comment', ['never', 'on-failure', 'always']),
    commentKey: said('comment-key')?.text.trim() ?? keyOf(sources),
    checkRun: readSwitch(said, 'check-run'),
    suggestions: readSwitch(said, 'suggestions'),
    githubToken: said('github-token')?.text.trim() ?? '',
    links: sources.links,
    // What is written anew need not be there, nor be right.
    baseline: sources.writesBaseline ? [] : readBaseline(said('baseline'), sources.cwd),
    baselineFile: readPath(said('baseline'), sources) ?? resolve(sources.cwd, BASELINE),
    sarifFile: readPath(said('sarif-file'), sources),
    junitFile: readPath(said('junit-file'), sources),
    gitlabFile: readPath(said('gitlab-file'), sources),
    fixFile: readPath(said('fix-file'), sources),
  };
}

/**
 * What the list of subscriptions needs, which opens no database.
 * @throws InputError as readOptions does
 */
export function readListing(sources: Sources): ListingOptions {
  const said = askIn(sources.said);
  const unresolved = said('unresolved');
  const severity = readSeverity(unresolved);
  const { scan, subscriptions } = readSources(said, sources);
  return {
    subscriptions,
    scan,
    // Said in an input or a flag, it is nearer than the config file's word on the rule.
    unresolved: unresolved === null ? (sources.rules[RULE_OF_UNRESOLVED] ?? severity) : severity,
    rules: unresolved === null ? sources.rules : { ...sources.rules, [RULE_OF_UNRESOLVED]: severity },
    failOn: readChoice(said('fail-on'), 'fail-on', ['error', 'warning', 'never']),
    format: readChoice(said('format'), 'format', FORMATS),
    jsonFile: readPath(said('json-file'), sources),
  };
}

/** @throws InputError when no role is named */
function readRoles(said: Said | null): readonly string[] {
  const text = said?.text ?? defaultOf('roles');
  const roles = [...new Set(text.split(/[\n,]/).map((role) => role.trim()))].filter((role) => role !== '');
  if (roles.length > 0) return roles;
  throw new InputError(
    `${said?.origin ?? 'roles'}: "${text}" names no role; name the roles that subscribe, such as anon`,
  );
}

function readSeverity(said: Said | null): RuleSetting {
  const word = readChoice(said, 'unresolved', ['error', 'warning', 'ignore']);
  return word === 'ignore' ? 'off' : word;
}

/** Each project of a monorepo has a comment of its own without being told to. */
function keyOf({ cwd, repository }: Sources): string {
  return relative(repository, cwd).split(sep).join('/');
}

function readSwitch(said: Ask, name: 'check-run' | 'suggestions'): boolean {
  return readChoice(said(name), name, ['true', 'false']) === 'true';
}

function readPath(said: Said | null, { cwd }: Sources): string | null {
  return said === null ? null : resolve(cwd, said.text.trim());
}

/** What is checked: a database that is found as it is, the migrations, or both; never neither. */
async function readDatabases(
  said: Ask,
  { cwd, repository, urlAdvice }: Sources,
): Promise<Pick<Options, 'connection' | 'migrations' | 'committed'>> {
  const url = said('database-url');
  const connection = url === null ? null : readConnection(url, said, cwd);
  const shadow = said('shadow');
  const mode = readChoice(shadow, 'shadow', ['auto', 'embedded', 'off']);
  if (mode === 'off') {
    if (connection === null)
      throw new InputError(`shadow is off and database-url is empty; ${await urlAdvice()}; or set shadow to auto`);
    return { connection, migrations: null, committed: await findMigrations(cwd, repository, said('migrations')) };
  }
  const migrations = await findMigrations(cwd, repository, said('migrations'));
  if (migrations !== null && migrations.files.length > 0) return { connection, migrations, committed: migrations };
  const sayNone = async (): Promise<string> => `${cwd} has no migrations${whyNone(migrations)}${await sayBelow(cwd)}`;
  if (mode === 'embedded')
    throw new InputError(`${shadow?.origin}: ${await sayNone()}; name their folder in migrations`);
  if (connection === null) {
    throw new InputError(
      `nothing to check: ${await sayNone()}, and database-url is empty; ${await urlAdvice()}; or name the folder of the migrations in migrations`,
    );
  }
  return { connection, migrations, committed: null };
}

/** In the root of a monorepo: which folders have what is missing here. */
async function sayBelow(cwd: string): Promise<string> {
  const { findProjectsBelow } = await import('../migrations/find-projects-below.js');
  const projects = findProjectsBelow(cwd);
  if (projects.length === 0) return '';
  return ` (${projects.join(', ')} ${projects.length === 1 ? 'has' : 'have'}: give ${projects.length === 1 ? 'it' : 'one'} as working-directory)`;
}

/** Why files that look like migrations are none, told by the first. */
function whyNone(migrations: MigrationHistory | null): string {
  const [first] = migrations?.skipped ?? [];
  return first === undefined ? '' : ` that count (${first.file}: ${first.reason})`;
}

function readConnection(url: Said, said: Ask, cwd: string): Connection {
  const { secrets: _, sslMode, ...address } = parseDatabaseUrl(url.text, url.origin);
  const sslCa = readCertificates(said('ssl-ca'), cwd);
  const wanted = readChoice(said('ssl'), 'ssl', ['auto', 'disable', 'require', 'verify-full']);
  const ssl = wanted === 'auto' ? (sslMode ?? automaticSsl(address.host, sslCa)) : wanted;
  return { ...address, ssl, sslCa };
}

function automaticSsl(host: string, sslCa: string | null): SslMode {
  if (isLocalHost(host)) return 'disable';
  return sslCa === null ? 'require' : 'verify-full';
}

function readCertificates(said: Said | null, cwd: string): string | null {
  if (said === null) return null;
  const value = said.text.trim();
  if (value.includes('-----BEGIN CERTIFICATE-----')) return value;
  const path = resolve(cwd, value);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new InputError(`${said.origin}: no file ${path} can be read; give PEM text or the path of a PEM file`);
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new InputError(
    `${said.origin}: ${path} holds no PEM certificate; it must have a line -----BEGIN CERTIFICATE-----`,
  );
}

function readPublication(said: Said | null): string {
  if (said === null) return defaultOf('publication');
  const name = said.text.trim();
  if (Buffer.byteLength(name) <= 63 && !name.includes('\0')) return name;
  throw new InputError(`${said.origin}: "${name}" cannot be a publication; PostgreSQL's names have at most 63 bytes`);
}
