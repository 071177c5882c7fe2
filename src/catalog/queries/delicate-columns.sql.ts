import type { Query } from '../../database/database.js';
import { LOOKED_AT } from './looked-at.sql.js';

/** A column that Realtime may not carry or compare as it is. */
export interface DelicateColumnRow {
  readonly nspname: string;
  readonly relname: string;
  readonly attname: string;
  readonly type: string;
  /** Of the type, or of the one behind it where it is a domain. */
  readonly typname: string;
  readonly typcategory: string;
  readonly is_domain: boolean;
  readonly is_key: boolean;
}

/**
 * Of each relation that is looked at: the columns of char and bit, whatever their length, and those of the primary key that
 * are of a domain or of a type whose values have no fixed length, but for the plainest. In table order.
 *
 * $1 text: the publication's name. $2 text[], $3 text[]: schema and name of each relation asked for.
 */
export const delicateColumnsQuery: Query<DelicateColumnRow> = {
  name: 'delicate columns',
  columns: {
    nspname: 'text',
    relname: 'text',
    attname: 'text',
    type: 'text',
    typname: 'text',
    typcategory: 'text',
    is_domain: 'boolean',
    is_key: 'boolean',
  },
  sql: `
with recursive ${LOOKED_AT},
behind as (
  select oid as typid, typbasetype as baseid from pg_catalog.pg_type where typtype = 'd'
  union all
  select behind.typid, type.typbasetype
    from behind join pg_catalog.pg_type as type on type.oid = behind.baseid and type.typtype = 'd'
)
select
  namespace.nspname::text as nspname,
  class.relname::text as relname,
  attribute.attname::text as attname,
  pg_catalog.format_type(attribute.atttypid, attribute.atttypmod) as type,
  base.typname::text as typname,
  base.typcategory::text as typcategory,
  base.oid <> attribute.atttypid as is_domain,
  key.indexrelid is not null as is_key
from relation
join pg_catalog.pg_class as class on class.oid = relation.relid
join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
join pg_catalog.pg_attribute as attribute
  on attribute.attrelid = class.oid and attribute.attnum > 0 and not attribute.attisdropped
left join pg_catalog.pg_index as key
  on key.indrelid = class.oid and key.indisprimary
     and attribute.attnum = any ((key.indkey::int2[])[0:key.indnkeyatts - 1])
left join behind on behind.typid = attribute.atttypid
join pg_catalog.pg_type as base on base.oid = coalesce(behind.baseid, attribute.atttypid) and base.typtype <> 'd'
where attribute.atttypid in ('bpchar'::pg_catalog.regtype, 'bit'::pg_catalog.regtype)
   or (key.indexrelid is not null and (attribute.attlen = -1 or behind.typid is not null)
       and attribute.atttypid not in ('text'::pg_catalog.regtype, 'varchar'::pg_catalog.regtype))
order by namespace.nspname, class.relname, attribute.attnum
`,
};
