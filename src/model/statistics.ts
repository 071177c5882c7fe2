/** What a running database has seen of a table; an empty or a shadow database has nothing to say. Sizes are bytes. */
export interface TableStatistics {
  /** pg_class.reltuples. */
  readonly rows: number;
  readonly tableBytes: number;
  readonly toastBytes: number;
  /** Sum of pg_stats.avg_width over the columns; null where ANALYZE has not run or the login may not read it. */
  readonly averageRowBytes: number | null;
  /** Since the statistics were reset. */
  readonly updates: number;
  readonly deletes: number;
}
