import type { Statement } from '../../model/migration.js';
import { numbered } from './blame.js';
import { type PlannedStatement, planBlocks } from './replay-blocks.js';
import type { ReplayDatabase } from './replay-database.js';
import { asEngineNeeds, freshSession } from './replay-session.js';
import { attempt, attemptHeld, type SqlFailure } from './replay-statement.js';
import type { CreatedNames } from './salvage-names.js';
import { salvage } from './salvage-placeholder.js';
import { type Failed, maySucceedLater, readSearchPath } from './salvage-retry.js';
import { findSkipped } from './salvage-skipped.js';

/** What the files of one replay share. */
export interface Replaying {
  readonly database: ReplayDatabase;
  /** The user that the engine was opened as. */
  readonly owner: string;
  readonly created: CreatedNames;
  /** Ids of the relations made up so far. */
  readonly placed: Set<number>;
  /** What did not go through so far, in order. */
  readonly failed: Failed[];
  /** Called before each statement; throws when the time is over. */
  readonly beforeEach: (statement: Statement) => void;
}

/** Runs one file's statements, the first of which has the number `first`; those that failed are added to `failed`. */
export async function replayFile(replaying: Replaying, statements: readonly Statement[], first: number): Promise<void> {
  const { database, beforeEach, failed } = replaying;
  let open = false;
  await database.exec(freshSession(replaying.owner));
  for (const [offset, planned] of planBlocks(statements).entries()) {
    const { statement, step } = planned;
    beforeEach(statement);
    const failure = await take(replaying, planned, first + offset, open);
    if (failure !== null) failed.push(await describe(database, planned, first + offset, failure, null));
    else if (step === 'run' && !planned.undone) {
      const skipped = await findSkipped(database, statement, failed);
      if (skipped !== null) {
        failed.push(await describe(database, planned, first + offset, skipped.failure, skipped.missed));
      }
    }
    if (step === 'begin') open = true;
    if (step === 'commit' || step === 'rollback') open = false;
  }
  if (open) await database.exec('commit');
}

async function take(
  { database, owner, created, placed }: Replaying,
  { statement, step, undone }: PlannedStatement,
  index: number,
  inTransaction: boolean,
): Promise<SqlFailure | null> {
  const { location } = statement;
  switch (step) {
    case 'none':
      return null;
    case 'begin':
    case 'commit':
    case 'rollback':
      // Without what may follow the word: a READ ONLY transaction could not be written down, and none is chained.
      return await attempt(database, step, location);
    case 'savepoint':
    case 'to-savepoint':
      return await attemptHeld(database, statement.text, location);
    case 'run': {
      const sql = numbered(asEngineNeeds(statement.text, owner), index);
      const run = inTransaction ? attemptHeld : attempt;
      const failure = await run(database, sql, location);
      if (failure === null || undone) return failure;
      return await salvage(database, statement, (again) => run(again, sql, location), failure, created, placed);
    }
  }
}

/** The search path is asked for only where a second try needs it. */
async function describe(
  database: ReplayDatabase,
  { statement, undone }: PlannedStatement,
  index: number,
  failure: SqlFailure,
  missed: Failed['missed'],
): Promise<Failed> {
  const again = !undone && maySucceedLater(statement, failure);
  return { ...failure, missed, statement, index, undone, searchPath: again ? await readSearchPath(database) : null };
}
