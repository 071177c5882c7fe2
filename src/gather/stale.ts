import type { AppliedMigrations } from '../model/applied.js';
import { displayText } from '../model/names.js';
import { digits } from '../model/plural.js';

/**
 * Why a database is not to be judged by this commit: it lacks some of its migrations. Null when it has them, or when that
 * cannot be told.
 * @param waited seconds
 */
export function whyStale(applied: AppliedMigrations, waited: number): string | null {
  if (!applied.compared) return null;
  const [first] = applied.missing;
  if (first === undefined) return null;
  const count = applied.missing.length;
  const which = `${digits(count)} missing, ${count === 1 ? '' : 'the first '}${displayText(first)}`;
  return waited === 0
    ? `the database has not yet this commit's migrations: ${which}; wait with wait-for-migrations, or apply them first`
    : `the database has not this commit's migrations after ${digits(waited)} s: ${which}; apply them, or wait longer with wait-for-migrations`;
}
