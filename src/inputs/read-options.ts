import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findMigrations } from '../migrations/find-migrations.js';
import type { Exception } from '../model/exception.js';
import { InputError } from '../model/input-error.js';
import { isLocalHost } from '../model/local-host.js';
import type { MigrationHistory } from '../model/migration.js';
import { nearestName } from '../model/nearest-name.js';
import type { Connection, Options, SslMode } from '../model/options.js';
import type { Subscription } from '../model/subscription.js';
import { OPTION_TABLE, type OptionName } from './option-table.js';
import { parseDatabaseUrl } from './parse-database-url.js';
import { parseSubscription } from './parse-subscription.js';
import type { RuleSettings } from './read-config-file.js';
import { firstSaid, type Said, type SaidOptions } from './said.js';

/** What each entry hands over: the sources in the order they are believed, and what only the config file can say. */
export interface Sources {
  readonly cwd: string;
  /** What the names of files are relative to, absolute. */
  readonly repository: string;
  readonly said: readonly SaidOptions[];
  readonly rules: RuleSettings;
  readonly exceptions: readonly Exception[];
  /** Added to the error when there is nothing to check: what the entry knows of why database-url may be empty. */
  readonly urlAdvice: () => Promise<string>;
}

/**
 * Turns what was said into Options, once, checking every value.
 * @throws InputError naming the input, the value (unless secret) and what is allowed
 */
export async function readOptions(sources: Sources): Promise<Options> {
  const said = (name: OptionName): Said | null => {
    const found = firstSaid(sources.said, name);
    return found === null || found.text.trim() === '' ? null : found;
  };
  const path = (name: OptionName): string | null => {
    const found = said(name);
    return found === null ? null : resolve(sources.cwd, found.text.trim());
  };
  return {
    cwd: sources.cwd,
    ...(await readDatabases(said, sources)),
    publication: readPublication(said('publication')),
    subscriptions: readSubscriptions(said('subscriptions')),
    failOn: readChoice(said('fail-on'), 'fail-on', ['error', 'warning', 'never']),
    rules: sources.rules,
    exceptions: sources.exceptions,
    annotations: readChoice(said('annotations'), 'annotations', ['all', 'none']),
    format: readChoice(said('format'), 'format', ['text', 'json']),
    jsonFile: path('json-file'),
    fixFile: path('fix-file'),
  };
}

type Ask = (name: OptionName) => Said | null;

/** What is checked: a database that is found as it is, the migrations, or both; never neither. */
async function readDatabases(
  said: Ask,
  { cwd, repository, urlAdvice }: Sources,
): Promise<Pick<Options, 'connection' | 'migrations'>> {
  const url = said('database-url');
  const connection = url === null ? null : readConnection(url, said, cwd);
  const shadow = said('shadow');
  const mode = readChoice(shadow, 'shadow', ['auto', 'embedded', 'off']);
  if (mode === 'off') {
    if (connection === null)
      throw new InputError(`shadow is off and database-url is empty; ${await urlAdvice()}; or set shadow to auto`);
    return { connection, migrations: null };
  }
  const migrations = await findMigrations(cwd, repository, said('migrations'));
  if (migrations !== null && migrations.files.length > 0) return { connection, migrations };
  const none = `${cwd} has no migrations${whyNone(migrations)}`;
  if (mode === 'embedded') throw new InputError(`${shadow?.origin}: ${none}; name their folder in migrations`);
  if (connection === null) {
    throw new InputError(
      `nothing to check: ${none}, and database-url is empty; ${await urlAdvice()}; or name the folder of the migrations in migrations`,
    );
  }
  return { connection, migrations };
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

function readSubscriptions(said: Said | null): Subscription[] {
  if (said === null) return [];
  const lines = said.items ?? said.text.split(/\r?\n/).map((text) => ({ text, location: null }));
  return lines
    .filter(({ text }) => text.trim() !== '' && !text.trim().startsWith('#'))
    .flatMap(({ text, location }) => parseSubscription(text, said.origin, location));
}

function readChoice<Word extends string>(said: Said | null, name: OptionName, allowed: readonly Word[]): Word {
  const value = said === null ? defaultOf(name) : said.text.trim();
  const word = allowed.find((known) => known === value);
  if (word !== undefined) return word;
  const near = nearestName(value, allowed);
  const advice = near === null ? '' : `; did you mean ${near}?`;
  throw new InputError(`${said?.origin ?? name}: "${value}" is not one of ${allowed.join(', ')}${advice}`);
}

function defaultOf(name: OptionName): string {
  return OPTION_TABLE.find((option) => option.name === name)?.default ?? '';
}
