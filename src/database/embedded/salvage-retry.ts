import type { Statement } from '../../model/migration.js';
import { quoteLiteral } from '../../model/names.js';
import { isMissingObject } from '../../model/sqlstate.js';
import { numbered } from './blame.js';
import type { ReplayDatabase } from './replay-database.js';
import { freshSession } from './replay-session.js';
import { isAlreadySo, isRetriable } from './replay-shape.js';
import { attempt, type SqlFailure } from './replay-statement.js';
import type { WrittenName } from './salvage-names.js';
import { isThere } from './salvage-skipped.js';

/** A statement that did not go through, and what it needs to be tried again. */
export interface Failed extends SqlFailure {
  readonly statement: Statement;
  readonly index: number;
  /** It was taken back, or may have been, so that its failure changes nothing. */
  readonly undone: boolean;
  /**
   * The table that an IF EXISTS did not find, though a statement that failed before it would have made it: nothing failed,
   * and nothing was done either. Null for what failed.
   */
  readonly missed: WrittenName | null;
  /** The search path it ran under; null when it is not to be tried again. */
  readonly searchPath: string | null;
}

/** Whether a second try after the last file may help. */
export function maySucceedLater({ text }: Statement, { code, message }: SqlFailure): boolean {
  return isRetriable(text) && isMissingObject(code) && !isAlreadySo(text, code, message);
}

/** The search path now, which a second try needs. */
export async function readSearchPath(database: ReplayDatabase): Promise<string | null> {
  const [row] = await database.select("select current_setting('search_path') as path");
  return typeof row?.['path'] === 'string' ? row['path'] : null;
}

/**
 * Tries the failed statements again, in order, until a whole round moves nothing: histories are not always in an order
 * that replays. Returns those that still fail, with what they failed on last, and the numbers of those that went through.
 */
export async function retryFailed(
  database: ReplayDatabase,
  owner: string,
  failed: readonly Failed[],
  beforeEach: (statement: Statement) => void,
): Promise<{ readonly failed: readonly Failed[]; readonly deferred: ReadonlySet<number> }> {
  const deferred = new Set<number>();
  let left = failed;
  for (let moved = true; moved; ) {
    moved = false;
    const still: Failed[] = [];
    for (const one of left) {
      const again = await tryAgain(database, owner, one, beforeEach);
      if (again === null) deferred.add(one.index);
      else still.push(again);
      moved ||= again === null;
    }
    left = still;
  }
  return { failed: left.filter(({ missed }) => missed === null), deferred };
}

async function tryAgain(
  database: ReplayDatabase,
  owner: string,
  failed: Failed,
  beforeEach: (statement: Statement) => void,
): Promise<Failed | null> {
  const { statement, index, searchPath } = failed;
  if (searchPath === null || !maySucceedLater(statement, failed)) return failed;
  beforeEach(statement);
  await database.exec(`${freshSession(owner)}; select set_config('search_path', ${quoteLiteral(searchPath)}, false)`);
  if (failed.missed !== null && !(await isThere(database, failed.missed))) return failed;
  const failure = await attempt(database, numbered(statement.text, index), statement.location);
  return failure === null ? null : { ...failed, ...failure };
}
