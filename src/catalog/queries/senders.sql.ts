import type { Query } from '../../database/database.js';

/** What one publication sends: all tables, a schema, or one table and what is below it. */
export interface SenderRow {
  readonly pubname: string;
  readonly pubupdate: boolean;
  readonly pubdelete: boolean;
  readonly pubviaroot: boolean;
  /** PostgreSQL 18's publish_generated_columns; false before it. */
  readonly sends_generated: boolean;
  readonly all_tables: boolean;
  /** Null for all tables. */
  readonly nspname: string | null;
  /** Null for all tables and for a schema. */
  readonly relname: string | null;
  readonly column_list: readonly string[] | null;
  /** The columns that the WHERE expression reads. */
  readonly filter_columns: readonly string[] | null;
}

/**
 * Every publication of the database, a row for each thing that it sends. What an expression reads stands in its tree:
 * pg_depend does not tell it from the columns of a list.
 */
export const sendersQuery: Query<SenderRow> = {
  name: 'senders',
  columns: {
    pubname: 'text',
    pubupdate: 'boolean',
    pubdelete: 'boolean',
    pubviaroot: 'boolean',
    sends_generated: 'boolean',
    all_tables: 'boolean',
    nspname: 'text?',
    relname: 'text?',
    column_list: 'text[]?',
    filter_columns: 'text[]?',
  },
  sql: `
with sent as (
  select oid as pubid, null::oid as nspid, null::oid as relid, null::int2[] as attrs, null::pg_node_tree as qual
    from pg_catalog.pg_publication where puballtables
  union all
  select pnpubid, pnnspid, null, null, null from pg_catalog.pg_publication_namespace
  union all
  select prpubid, null, prrelid, prattrs::int2[], prqual from pg_catalog.pg_publication_rel
)
select
  publication.pubname::text as pubname,
  publication.pubupdate,
  publication.pubdelete,
  publication.pubviaroot,
  coalesce(pg_catalog.to_jsonb(publication) ->> 'pubgencols', 'n') = 's' as sends_generated,
  sent.nspid is null and sent.relid is null as all_tables,
  namespace.nspname::text as nspname,
  class.relname::text as relname,
  case when sent.attrs is not null then array(
    select attribute.attname::text
      from pg_catalog.pg_attribute as attribute
     where attribute.attrelid = sent.relid and attribute.attnum = any (sent.attrs)
     order by attribute.attnum
  ) end as column_list,
  case when sent.qual is not null then array(
    select attribute.attname::text
      from pg_catalog.pg_attribute as attribute
     where attribute.attrelid = sent.relid and attribute.attnum in (
       select found[1]::int2 from pg_catalog.regexp_matches(sent.qual::text, ':varattno ([0-9]+)', 'g') as found
     )
     order by attribute.attnum
  ) end as filter_columns
from sent
join pg_catalog.pg_publication as publication on publication.oid = sent.pubid
left join pg_catalog.pg_class as class on class.oid = sent.relid
left join pg_catalog.pg_namespace as namespace on namespace.oid = coalesce(sent.nspid, class.relnamespace)
order by publication.pubname, namespace.nspname, class.relname
`,
};
