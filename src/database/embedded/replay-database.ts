/** What a replay needs of the embedded database: statements without a result, and rows as they come. */
export interface ReplayDatabase {
  exec(sql: string): Promise<void>;
  select(sql: string, parameters?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
}
