import type { Query } from '../../database/database.js';

/** What the server has counted of a published table. Numbers are text: they may be past any integer. */
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

/** $1 text: the publication's name. */
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
with width as (
  select schemaname, tablename, sum(avg_width) as bytes
    from pg_catalog.pg_stats
   where not inherited
   group by 1, 2
)
select
  namespace.nspname::text as nspname,
  class.relname::text as relname,
  greatest(class.reltuples, 0)::bigint::text as rows,
  pg_catalog.pg_relation_size(class.oid)::text as table_bytes,
  case when class.reltoastrelid = 0 then 0 else pg_catalog.pg_relation_size(class.reltoastrelid) end::text as toast_bytes,
  width.bytes::text as row_bytes,
  coalesce(counted.n_tup_upd, 0)::text as updates,
  coalesce(counted.n_tup_del, 0)::text as deletes
from pg_catalog.pg_publication as publication
cross join lateral pg_catalog.pg_get_publication_tables(publication.pubname) as listed
join pg_catalog.pg_class as class on class.oid = listed.relid and class.relkind = 'r'
join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
left join width on width.schemaname = namespace.nspname and width.tablename = class.relname
left join pg_catalog.pg_stat_user_tables as counted on counted.relid = class.oid
where publication.pubname::text = $1
`,
};
