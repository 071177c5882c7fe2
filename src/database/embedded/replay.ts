import { matters } from '../../migrations/classify.js';
import type { FailedStatement, Statement } from '../../model/migration.js';
import type { ReplayProgress } from '../../model/progress.js';
import { type Blame, installBlame, type ReplayEvent, readBlame, uninstallBlame } from './blame.js';
import { type ReplayedRelation, relationsOf } from './blame-relations.js';
import type { ReplayDatabase } from './replay-database.js';
import { replayFile } from './replay-file.js';
import { type ReplayLimits, ReplayStopped } from './replay-limits.js';
import { freshSession } from './replay-session.js';
import { isAlreadySo } from './replay-shape.js';
import { createdNames } from './salvage-names.js';
import { type Failed, retryFailed } from './salvage-retry.js';

export interface ReplayFile {
  readonly file: string;
  readonly statements: readonly Statement[];
}

/** What the migrations did; the database holds what they made. */
export interface Replayed {
  readonly counts: {
    readonly files: number;
    readonly statements: number;
    readonly failed: number;
    /** Of the failed, those that only say what is so already. */
    readonly alreadySo: number;
  };
  /** In order; one that only says what is so already does not matter. */
  readonly failed: readonly FailedStatement[];
  readonly events: readonly ReplayEvent[];
  readonly relations: readonly ReplayedRelation[];
}

/**
 * Applies a history statement by statement, so that what fails does not take the rest along, and tells which statement
 * made each relation what it is. Leaves no trace of itself in the database, which may be replayed on again.
 * @throws ReplayStopped at a limit, or when the engine is gone
 */
export async function replay(
  database: ReplayDatabase,
  files: readonly ReplayFile[],
  limits: ReplayLimits,
  onProgress: (progress: ReplayProgress) => void = () => {},
): Promise<Replayed> {
  const statements = files.flatMap((file) => file.statements);
  const created = createdNames(statements);
  const placed = new Set<number>();
  const keepTime = timeLimit(limits.totalMs);
  const failed: Failed[] = [];
  let done = 0;
  const tell = (file: string | null, filesDone: number) =>
    onProgress({
      file,
      files: { done: filesDone, all: files.length },
      statements: { done, all: statements.length },
    });

  const owner = await readOwner(database);
  await installBlame(database);
  for (const [index, file] of files.entries()) {
    const beforeEach = (statement: Statement) => {
      keepTime(statement);
      tell(file.file, index);
      done += 1;
    };
    await replayFile({ database, owner, created, placed, failed, beforeEach }, file.statements, done);
  }
  const retried = await retryFailed(database, owner, failed, keepTime);
  await database.exec(freshSession(owner));
  const { events, names } = await readBlame(database, statements);
  await uninstallBlame(database);
  tell(null, files.length);

  const alreadySo = retried.failed.filter(isSaidTwice);
  return {
    counts: {
      files: files.length,
      statements: statements.length,
      failed: retried.failed.length,
      alreadySo: alreadySo.length,
    },
    failed: retried.failed.map((one) => ({
      statement: one.statement,
      code: one.code,
      message: one.message,
      matters: one.undone || isSaidTwice(one) ? false : matters(one.statement.text),
    })),
    events,
    relations: relationsOf(events, { deferred: retried.deferred, assumed: namesOf(placed, names) }),
  };
}

function namesOf(ids: ReadonlySet<number>, names: Blame['names']): Blame['names'] {
  return new Map([...names].filter(([id]) => ids.has(id)));
}

async function readOwner(database: ReplayDatabase): Promise<string> {
  const [row] = await database.select('select session_user::text as owner');
  return String(row?.['owner']);
}

function isSaidTwice({ statement, code, message }: Failed): boolean {
  return isAlreadySo(statement.text, code, message);
}

/** Ends the replay between two statements; one that does not end by itself is the engine's matter. */
function timeLimit(totalMs: number): (next: Statement) => void {
  const start = performance.now();
  return ({ location }) => {
    if (performance.now() - start > totalMs) {
      throw new ReplayStopped(location, `its time limit of ${totalMs / 1000} s is over`);
    }
  };
}
