import type { Query } from '../../database/database.js';

/** Columns of a relation that a role may SELECT one by one. */
export interface ColumnRightsRow {
  readonly nspname: string;
  readonly relname: string;
  readonly rolname: string;
  /** In table order. */
  readonly columns: readonly string[];
}

/** $1 text[]: the roles. Only columns that something was granted on can be told from their table. */
export const columnRightsQuery: Query<ColumnRightsRow> = {
  name: 'column_rights',
  columns: { nspname: 'text', relname: 'text', rolname: 'text', columns: 'text[]' },
  sql: `
select
  namespace.nspname::text as nspname,
  class.relname::text as relname,
  role.rolname::text as rolname,
  array_agg(attribute.attname::text order by attribute.attnum) as columns
from pg_catalog.pg_attribute as attribute
join pg_catalog.pg_class as class on class.oid = attribute.attrelid
join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
join pg_catalog.pg_roles as role on role.rolname::text = any ($1)
where attribute.attacl is not null and attribute.attnum > 0 and not attribute.attisdropped
  and namespace.nspname not in ('pg_catalog', 'information_schema')
  and pg_catalog.has_column_privilege(role.oid, class.oid, attribute.attnum, 'SELECT')
group by 1, 2, 3
order by 1, 2, 3
`,
};
