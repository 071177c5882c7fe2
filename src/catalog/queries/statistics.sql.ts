import type { Query } from '../../database/database.js';
import { SENT } from './looked-at.sql.js';

/** What the server has counted of a table whose changes are sent. Numbers are text: they may be past any integer. */
export interface StatisticsRow {
  readonly nspname: string;
  readonly relname: string;
  readonly rows: string;
  readonly table_bytes: string;
  readonly toast_bytes: string;
  /** Null where ANALYZE has not run, or the columns may not be read. */
  readonly row_bytes: string | null;
  readonly updates: string;
  readonly deletes: string;
}

/** $1 text: the publication's name. Of an empty table, and of one that no ANALYZE has seen, there is nothing to say. */
export const statisticsQuery: Query<StatisticsRow> = {
  name: 'statistics',
  columns: {
    nspname: 'text',
    relname: 'text',
    rows: 'text',
    table_bytes: 'text',
    toast_bytes: 'text',
    row_bytes: 'text?',
    updates: 'text',
    deletes: 'text',
  },
  sql: `
with ${SENT}
select
  namespace.nspname::text as nspname,
  class.relname::text as relname,
  class.reltuples::bigint::text as rows,
  pg_catalog.pg_relation_size(class.oid)::text as table_bytes,
  case when class.reltoastrelid = 0 then 0 else pg_catalog.pg_relation_size(class.reltoastrelid) end::text as toast_bytes,
  (
    select sum(stats.avg_width)
      from pg_catalog.pg_stats as stats
     where stats.schemaname = namespace.nspname and stats.tablename = class.relname and not stats.inherited
  )::text as row_bytes,
  coalesce(pg_catalog.pg_stat_get_tuples_updated(class.oid), 0)::text as updates,
  coalesce(pg_catalog.pg_stat_get_tuples_deleted(class.oid), 0)::text as deletes
from sent
join pg_catalog.pg_class as class on class.oid = sent.relid and class.relkind = 'r' and class.reltuples > 0
join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
`,
};
