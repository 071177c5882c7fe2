/** What a replay needs of a database: statements without a result, and rows as they come. */
export interface ReplayDatabase {
  /**
   * Runs statements in one implicit transaction, as psql -c does.
   * @throws the server's error, with its `code` (SQLSTATE)
   */
  exec(sql: string): Promise<void>;
  /** Runs one statement with bound parameters and returns its rows, in the types the driver makes of them. */
  select(sql: string, parameters?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
}
