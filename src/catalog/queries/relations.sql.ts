import type { Query } from '../../database/database.js';

/** One relation that is published, sent through its published root, or subscribed to. */
export interface RelationRow {
  readonly nspname: string;
  readonly relname: string;
  readonly relkind: string;
  readonly relpersistence: string;
  readonly relreplident: string;
  readonly relrowsecurity: boolean;
  /** The relation has a row of its own in pg_publication_tables. */
  readonly published: boolean;
  readonly published_root_nspname: string | null;
  readonly published_root_relname: string | null;
  readonly partition_root_nspname: string | null;
  readonly partition_root_relname: string | null;
  readonly identity_index: string | null;
  /** In key order. */
  readonly primary_key: readonly string[] | null;
  readonly primary_key_deferrable: boolean | null;
  readonly column_list: readonly string[] | null;
  readonly row_filter: string | null;
  readonly column_list_publications: readonly string[];
}

/**
 * $1 text: the publication's name. $2 text[], $3 text[]: schema and name of each subscribed relation.
 *
 * pg_get_publication_tables() is what the view pg_publication_tables is made of, without the columns we do not need.
 * A name is compared as text besides as name, because the cast to name cuts it at 63 bytes.
 */
export const relationsQuery: Query<RelationRow> = {
  name: 'relations',
  columns: {
    nspname: 'text',
    relname: 'text',
    relkind: 'text',
    relpersistence: 'text',
    relreplident: 'text',
    relrowsecurity: 'boolean',
    published: 'boolean',
    published_root_nspname: 'text?',
    published_root_relname: 'text?',
    partition_root_nspname: 'text?',
    partition_root_relname: 'text?',
    identity_index: 'text?',
    primary_key: 'text[]?',
    primary_key_deferrable: 'boolean?',
    column_list: 'text[]?',
    row_filter: 'text?',
    column_list_publications: 'text[]',
  },
  sql: `
with publication as (
  select oid, pubname from pg_catalog.pg_publication where pubname::text = $1
),
listed as (
  select listed.relid
    from publication
   cross join lateral pg_catalog.pg_get_publication_tables(publication.pubname) as listed
),
looked_at as (
  select relid, true as published, null::oid as published_root from listed
  union all
  select leaf.relid, false, root.oid
    from listed
    join pg_catalog.pg_class as root on root.oid = listed.relid and root.relkind = 'p'
   cross join lateral pg_catalog.pg_partition_tree(root.oid) as leaf
   where leaf.isleaf
  union all
  select class.oid, false, null
    from unnest($2::text[], $3::text[]) as subscribed (nspname, relname)
    join pg_catalog.pg_namespace as namespace
      on namespace.nspname = subscribed.nspname::name and namespace.nspname::text = subscribed.nspname
    join pg_catalog.pg_class as class
      on class.relnamespace = namespace.oid
     and class.relname = subscribed.relname::name and class.relname::text = subscribed.relname
   where class.relkind in ('r', 'p', 'v', 'm', 'f')
),
relation as (
  select relid, bool_or(published) as published, max(published_root) as published_root from looked_at group by relid
),
column_listed as (
  select coalesce(part.relid, member.prrelid) as relid, array_agg(distinct sender.pubname::text) as publications
    from pg_catalog.pg_publication_rel as member
    join pg_catalog.pg_publication as sender on sender.oid = member.prpubid
    left join lateral pg_catalog.pg_partition_tree(member.prrelid) as part on true
   where member.prattrs is not null and (sender.pubupdate or sender.pubdelete)
   group by 1
)
select
  namespace.nspname::text as nspname,
  class.relname::text as relname,
  class.relkind::text as relkind,
  class.relpersistence::text as relpersistence,
  class.relreplident::text as relreplident,
  class.relrowsecurity,
  relation.published,
  published_root_namespace.nspname::text as published_root_nspname,
  published_root.relname::text as published_root_relname,
  partition_root_namespace.nspname::text as partition_root_nspname,
  partition_root.relname::text as partition_root_relname,
  case when class.relreplident = 'i' then (
    select index_class.relname::text
      from pg_catalog.pg_index as identity
      join pg_catalog.pg_class as index_class on index_class.oid = identity.indexrelid
     where identity.indrelid = class.oid and identity.indisreplident
  ) end as identity_index,
  case when primary_key.indrelid is not null then array(
    select attribute.attname::text
      from unnest(primary_key.indkey::int2[]) with ordinality as key (attnum, position)
      join pg_catalog.pg_attribute as attribute
        on attribute.attrelid = class.oid and attribute.attnum = key.attnum
     order by key.position
  ) end as primary_key,
  not primary_key.indimmediate as primary_key_deferrable,
  case when member.prattrs is not null then array(
    select attribute.attname::text
      from pg_catalog.pg_attribute as attribute
     where attribute.attrelid = member.prrelid and attribute.attnum = any (member.prattrs::int2[])
     order by attribute.attnum
  ) end as column_list,
  pg_catalog.pg_get_expr(member.prqual, member.prrelid) as row_filter,
  coalesce(column_listed.publications, '{}') as column_list_publications
from relation
join pg_catalog.pg_class as class on class.oid = relation.relid
join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
left join pg_catalog.pg_class as published_root on published_root.oid = relation.published_root
left join pg_catalog.pg_namespace as published_root_namespace
  on published_root_namespace.oid = published_root.relnamespace
left join pg_catalog.pg_class as partition_root
  on class.relispartition and partition_root.oid = pg_catalog.pg_partition_root(class.oid)
left join pg_catalog.pg_namespace as partition_root_namespace
  on partition_root_namespace.oid = partition_root.relnamespace
left join pg_catalog.pg_index as primary_key on primary_key.indrelid = class.oid and primary_key.indisprimary
left join publication on true
left join pg_catalog.pg_publication_rel as member
  on member.prpubid = publication.oid and member.prrelid = coalesce(relation.published_root, class.oid)
left join column_listed on column_listed.relid = class.oid
order by namespace.nspname, class.relname
`,
};
