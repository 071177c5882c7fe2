import type { Database } from '../database.js';

/** The database in this process: what a Database can, and SQL that changes it. */
export interface EmbeddedDatabase extends Database {
  /**
   * Runs statements in one implicit transaction, as psql -c does; without an answer.
   * @throws the server's error, with its `code` (SQLSTATE), and its `position`, `detail` and `hint` when it gives them
   */
  exec(sql: string): Promise<void>;
  /** Runs one statement with bound parameters and returns its rows, in the types the engine makes of them. */
  select(sql: string, parameters?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
}
