import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../model/input-error.js';
import { messageOf } from '../model/thrown.js';
import { type Candidate, whyUnreadable } from './collect-files.js';
import { expandPath } from './expand-path.js';
import { filesBelow, readNames } from './read-folder.js';
import { readSql } from './read-sql.js';

/** The CLI takes underscores only and leaves hyphens out; people apply those in other ways, so they count here. */
const MIGRATION = /^\d+[-_].*\.sql$/s;
const NOT_NAMED_SO = 'its name is not <timestamp>_<name>.sql, so the Supabase CLI leaves it out';
/** Before this day the CLI wrote what every project starts from into a first migration. */
const FIRST_WITHOUT_INIT = '20211209000000';
const OLD_INIT = 'the Supabase CLI leaves out a first <timestamp>_init.sql from before 2021-12-09';
const OFF = '[db.migrations] enabled is false in supabase/config.toml';

/**
 * The migrations that the Supabase CLI applies: roles.sql beside the folder, then the folder's files by name.
 * Source: supabase/cli, pkg/migration/list.go, pkg/config/db.go.
 * @param folder supabase/migrations
 */
export function findVersioned(folder: string): readonly Candidate[] {
  const candidates = readNames(folder).flatMap((name, index): readonly Candidate[] => {
    const path = join(folder, name);
    if (index === 0 && isOldInit(name)) return [{ path, reason: OLD_INIT }];
    if (MIGRATION.test(name)) return [{ path }];
    // What an empty folder is kept with is nothing to report.
    return name.startsWith('.') ? [] : [{ path, reason: NOT_NAMED_SO }];
  });
  return withRoles(join(folder, '..'), candidates);
}

/** The same, all left out when the project's config.toml says that migrations are off. */
export async function findVersionedIfOn(project: string): Promise<readonly Candidate[]> {
  const candidates = findVersioned(join(project, 'migrations'));
  if (candidates.length === 0) return [];
  const { enabled } = await readConfig(project);
  return enabled === false ? candidates.map(({ path }) => ({ path, reason: OFF })) : candidates;
}

/**
 * The state that a Supabase project declares: the globs of schema_paths in their order, each sorted; without them every
 * file below supabase/schemas by its path.
 * @param project the supabase folder
 */
export async function findDeclared(project: string): Promise<readonly Candidate[]> {
  const { schemaPaths } = await readConfig(project);
  if (schemaPaths.length === 0) return withRoles(project, filesBelow(join(project, 'schemas')));
  const candidates: Candidate[] = [];
  for (const pattern of schemaPaths) {
    const found = await expandPath(project, pattern, filesBelow);
    // Told as it is written, so that a glob without a match is seen.
    candidates.push(...(found.length > 0 ? found : [{ path: join(project, pattern) }]));
  }
  return withRoles(project, candidates);
}

function isOldInit(name: string): boolean {
  const [, timestamp] = /^(\d{14})_init\.sql$/.exec(name) ?? [];
  return timestamp !== undefined && timestamp < FIRST_WITHOUT_INIT;
}

/** Roles come first, when there is anything for them to come before. */
function withRoles(project: string, candidates: readonly Candidate[]): readonly Candidate[] {
  const roles = join(project, 'roles.sql');
  const isNeeded = candidates.some(({ path, reason }) => reason === undefined && whyUnreadable(path) === null);
  return isNeeded && existsSync(roles) ? [{ path: roles }, ...candidates] : candidates;
}

/** The `[db.migrations]` section of config.toml, as far as it decides which files count. */
interface MigrationsConfig {
  readonly enabled: unknown;
  readonly schemaPaths: readonly string[];
}

async function readConfig(project: string): Promise<MigrationsConfig> {
  const path = join(project, 'config.toml');
  const migrations = existsSync(path) ? at(at(await parseToml(path), 'db'), 'migrations') : undefined;
  const paths = at(migrations, 'schema_paths');
  return {
    enabled: at(migrations, 'enabled'),
    schemaPaths: Array.isArray(paths) ? paths.filter((one) => typeof one === 'string') : [],
  };
}

async function parseToml(path: string): Promise<unknown> {
  const text = readSql(path);
  const { parse } = await import('smol-toml');
  try {
    return parse(text);
  } catch (error) {
    const [problem] = messageOf(error).split('\n');
    const line = typeof error === 'object' && error !== null && 'line' in error ? `:${error.line}` : '';
    throw new InputError(`${path}${line}: ${problem}; the Supabase CLI would not read it either`);
  }
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
