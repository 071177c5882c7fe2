import type { Location } from '../../model/subscription.js';
import { codeOf, messageOf } from '../../model/thrown.js';
import type { ReplayDatabase } from './replay-database.js';
import { EngineStopped, ReplayStopped } from './replay-limits.js';

/** The server's answer to a statement that failed. The code is a SQLSTATE, or empty when the engine itself failed. */
export interface SqlFailure {
  readonly code: string;
  readonly message: string;
}

const COPY_FROM_STDIN = /^(\/\*rg:\d+\*\/)?\s*copy\b[\s\S]*\bfrom\s+stdin\b/i;

/**
 * Runs one statement and tells its failure; null when it went through.
 * @throws ReplayStopped when the engine is gone
 */
export async function attempt(database: ReplayDatabase, sql: string, location: Location): Promise<SqlFailure | null> {
  // Its rows would have to follow it in the protocol; the engine waits for them for good.
  if (COPY_FROM_STDIN.test(sql))
    return { code: '0A000', message: 'COPY ... FROM STDIN brings only rows; it is left out' };
  try {
    await database.exec(sql);
    return null;
  } catch (error) {
    if (error instanceof EngineStopped) throw new ReplayStopped(location, error.message);
    const failure = { code: isSqlState(codeOf(error)) ? codeOf(error) : '', message: messageOf(error) };
    // Class 57 ends a session, 53 is short of something and XX is a broken engine; most often it lives on.
    if (/^(57|53|XX|$)/.test(failure.code)) await expectAlive(database, failure, location);
    return failure;
  }
}

async function expectAlive(database: ReplayDatabase, failure: SqlFailure, location: Location): Promise<void> {
  try {
    await database.exec('select 1');
  } catch (error) {
    // In a transaction that failed it refuses, but it answers.
    if (codeOf(error) === '25P02') return;
    throw new ReplayStopped(location, `the embedded database did not survive: ${failure.message}`);
  }
}

function isSqlState(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code);
}

const HOLD = 'savepoint realtime_guard';

/** The same within a transaction: a failure does not take the statements before it along. */
export async function attemptHeld(
  database: ReplayDatabase,
  sql: string,
  location: Location,
): Promise<SqlFailure | null> {
  await database.exec(HOLD);
  const failure = await attempt(database, sql, location);
  if (failure !== null) await database.exec(`rollback to ${HOLD}`);
  return failure;
}
