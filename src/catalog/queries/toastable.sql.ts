/** TOAST_TUPLE_THRESHOLD: a row that is not longer stays whole. */
const LONGEST_WHOLE_ROW = 2032;
/** A value is not moved out unless it is longer than the pointer that stays in its place. */
const LONGEST_POINTER = 24;

/** The most bytes a value of a type with a length takes; null for a type without one. */
const LONGEST_VALUE = `
  case
    when attribute.atttypmod < 0 then null
    when attribute.atttypid in ('pg_catalog.varchar'::regtype, 'pg_catalog.bpchar'::regtype)
      then attribute.atttypmod * pg_catalog.pg_encoding_max_length(
        (select encoding from pg_catalog.pg_database where datname = pg_catalog.current_database())
      )
    when attribute.atttypid in ('pg_catalog.bit'::regtype, 'pg_catalog.varbit'::regtype)
      then attribute.atttypmod / 8 + 9
  end`;

/**
 * Whether values of a column can be kept out of line; expects an `attribute` of pg_attribute and its `class` of pg_class.
 * A table has a TOAST table only when its rows can get too long; types that are MAIN by themselves (numeric, inet) have
 * values of some bytes; and a `varchar(36)` is moved out only where enough columns beside it are as long.
 * Source: toast_helper.c and heaptoast.c of PostgreSQL's src/backend/access.
 */
export const IS_TOASTABLE = `(
  attribute.attlen = -1 and attribute.attstorage <> 'p'
  and (class.reltoastrelid <> 0 or class.relkind = 'p')
  and not (
    attribute.attstorage = 'm'
    and (select type.typstorage from pg_catalog.pg_type as type where type.oid = attribute.atttypid) = 'm'
  )
  and coalesce((
    select longest.bytes > ${LONGEST_POINTER} and class.relnatts * (greatest(longest.bytes, 64) + 8) + 32 > ${LONGEST_WHOLE_ROW}
      from (select ${LONGEST_VALUE} as bytes) as longest
     where longest.bytes is not null
  ), true)
)`;
