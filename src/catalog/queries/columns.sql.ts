import type { Query } from '../../database/database.js';
import { IS_TOASTABLE } from './toastable.sql.js';

/** A column of a relation that is subscribed to by name. */
export interface ColumnRow {
  readonly nspname: string;
  readonly relname: string;
  readonly attname: string;
  readonly type: string;
  /** Of the type, or of the one behind it where it is a domain. */
  readonly typname: string;
  readonly typcategory: string;
  readonly is_domain: boolean;
  readonly is_toastable: boolean;
  readonly attgenerated: string;
}

/** $1 text[], $2 text[]: schema and name of each relation. In table order. */
export const columnsQuery: Query<ColumnRow> = {
  name: 'columns',
  columns: {
    nspname: 'text',
    relname: 'text',
    attname: 'text',
    type: 'text',
    typname: 'text',
    typcategory: 'text',
    is_domain: 'boolean',
    is_toastable: 'boolean',
    attgenerated: 'text',
  },
  sql: `
with recursive attribute as (
  select namespace.nspname::text as nspname, class.relname::text as relname, attribute.*
    from unnest($1::text[], $2::text[]) as wanted (nspname, relname)
    join pg_catalog.pg_namespace as namespace
      on namespace.nspname = wanted.nspname::name and namespace.nspname::text = wanted.nspname
    join pg_catalog.pg_class as class
      on class.relnamespace = namespace.oid
     and class.relname = wanted.relname::name and class.relname::text = wanted.relname
    join pg_catalog.pg_attribute as attribute on attribute.attrelid = class.oid
   where attribute.attnum > 0 and not attribute.attisdropped
),
behind as (
  select distinct atttypid as typid, atttypid as baseid from attribute
  union all
  select behind.typid, type.typbasetype
    from behind join pg_catalog.pg_type as type on type.oid = behind.baseid and type.typtype = 'd'
)
select
  attribute.nspname,
  attribute.relname,
  attribute.attname::text as attname,
  pg_catalog.format_type(attribute.atttypid, attribute.atttypmod) as type,
  base.typname::text as typname,
  base.typcategory::text as typcategory,
  base.oid <> attribute.atttypid as is_domain,
  ${IS_TOASTABLE} as is_toastable,
  attribute.attgenerated::text as attgenerated
from attribute
join pg_catalog.pg_class as class on class.oid = attribute.attrelid
join behind on behind.typid = attribute.atttypid
join pg_catalog.pg_type as base on base.oid = behind.baseid and base.typtype <> 'd'
order by attribute.nspname, attribute.relname, attribute.attnum
`,
};
