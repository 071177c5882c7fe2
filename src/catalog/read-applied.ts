import type { Database } from '../database/database.js';
import type { AppliedMigrations } from '../model/applied.js';
import { type AppliedRows, appliedBlock } from './queries/applied.sql.js';
import { runBlock } from './run-block.js';

/** A migration of this commit. */
interface Expected {
  readonly file: string;
  readonly version: string;
  readonly name: string;
}

/**
 * Which of the migrations the database has had.
 * @param isAwaited whether somebody waits for them: then a database that keeps no account yet has had none
 * @throws ConnectionError from the database
 */
export async function readApplied(
  database: Database,
  expected: readonly Expected[],
  isAwaited: boolean,
): Promise<AppliedMigrations> {
  if (expected.length === 0) {
    return { compared: false, reason: 'there are no migrations of the Supabase CLI to look for' };
  }
  const { state, reason, rows } = (await runBlock(database, appliedBlock, null)) as AppliedRows;
  if (state === 'not-readable') return { compared: false, reason: `supabase_migrations.schema_migrations: ${reason}` };
  if (state === 'absent' && !isAwaited) {
    return {
      compared: false,
      reason:
        'the database has no table supabase_migrations.schema_migrations: its migrations were applied in another way',
    };
  }
  return { compared: true, files: expected.length, missing: missingOf(expected, rows) };
}

/**
 * A migration is known by its version. The dashboard and other tools apply one under the time of that moment: then its
 * name tells it, once for each such row.
 */
function missingOf(expected: readonly Expected[], rows: AppliedRows['rows']): readonly string[] {
  const versions = new Set(rows.map(({ version }) => version));
  const ours = new Set(expected.map(({ version }) => version));
  const renamed = rows.flatMap(({ version, name }) => (ours.has(version) || name === null ? [] : [name]));
  const missing: string[] = [];
  for (const { file, version, name } of expected) {
    if (versions.has(version)) continue;
    const at = renamed.indexOf(name);
    if (at < 0) missing.push(file);
    else renamed.splice(at, 1);
  }
  return missing;
}
