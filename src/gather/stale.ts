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
  const which = count === 1 ? displayText(first) : `${digits(count)} are missing, the first ${displayText(first)}`;
  const after = waited === 0 ? '' : ` after ${digits(waited)} s`;
  return `the database has not yet this commit's migrations${after}: ${count === 1 ? `${which} is missing` : which}; ${
    waited === 0
      ? 'give it time with wait-for-migrations, or apply them first'
      : 'apply them, or wait longer with wait-for-migrations'
  }`;
}
