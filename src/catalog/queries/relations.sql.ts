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
  readonly identity_index: string | null;
  /** In key order. */
  readonly primary_key: readonly string[] | null;
  readonly primary_key_deferrable: boolean | null;
  readonly column_list: readonly string[] | null;
  readonly row_filter: string | null;
  /** Of the identity index, in its order. */
  readonly identity_index_columns: readonly string[] | null;
  /** The partitioned tables above a partition, the nearest first: schemas and names side by side. */
  readonly ancestor_nspnames: readonly string[] | null;
  readonly ancestor_relnames: readonly string[] | null;
  /** How many of them come before the first that has row security on; null when none has. */
  readonly secured_above: number | null;
  /** Tables that inherit from it, and are no partitions: schemas and names side by side. */
  readonly heir_nspnames: readonly string[] | null;
  readonly heir_relnames: readonly string[] | null;
  readonly toastable_columns: readonly string[] | null;
  readonly generated_columns: readonly string[] | null;
  /** Those of $4 that may use the schema, and those that may SELECT the whole relation. */
  readonly schema_roles: readonly string[];
  readonly select_roles: readonly string[];
}

/**
 * $1 text: the publication's name. $2 text[], $3 text[]: schema and name of each subscribed relation. $4 text[]: roles.
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
    identity_index: 'text?',
    primary_key: 'text[]?',
    primary_key_deferrable: 'boolean?',
    column_list: 'text[]?',
    row_filter: 'text?',
    identity_index_columns: 'text[]?',
    ancestor_nspnames: 'text[]?',
    ancestor_relnames: 'text[]?',
    secured_above: 'integer?',
    heir_nspnames: 'text[]?',
    heir_relnames: 'text[]?',
    toastable_columns: 'text[]?',
    generated_columns: 'text[]?',
    schema_roles: 'text[]',
    select_roles: 'text[]',
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
attributes as (
  select attribute.attrelid as relid,
         array_agg(attribute.attname::text order by attribute.attnum)
           filter (where attribute.attlen = -1 and attribute.attstorage <> 'p') as toastable,
         array_agg(attribute.attname::text order by attribute.attnum)
           filter (where attribute.attgenerated = 's') as generated
    from relation
    join pg_catalog.pg_attribute as attribute on attribute.attrelid = relation.relid
   where attribute.attnum > 0 and not attribute.attisdropped
     and (attribute.attlen = -1 and attribute.attstorage <> 'p' or attribute.attgenerated = 's')
   group by 1
),
heirs as (
  select link.inhparent as relid,
         array_agg(heir_namespace.nspname::text order by heir_namespace.nspname, heir.relname) as nspnames,
         array_agg(heir.relname::text order by heir_namespace.nspname, heir.relname) as relnames
    from relation
    join pg_catalog.pg_inherits as link on link.inhparent = relation.relid
    join pg_catalog.pg_class as heir on heir.oid = link.inhrelid and not heir.relispartition
    join pg_catalog.pg_namespace as heir_namespace on heir_namespace.oid = heir.relnamespace
   group by 1
),
role as (
  select role.oid, role.rolname::text as name from pg_catalog.pg_roles as role where role.rolname::text = any ($4)
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
  case when class.relreplident = 'i' then (
    select array_agg(attribute.attname::text order by key.position)
      from pg_catalog.pg_index as identity
     cross join lateral unnest(identity.indkey::int2[]) with ordinality as key (attnum, position)
      join pg_catalog.pg_attribute as attribute
        on attribute.attrelid = class.oid and attribute.attnum = key.attnum
     where identity.indrelid = class.oid and identity.indisreplident
  ) end as identity_index_columns,
  above.nspnames as ancestor_nspnames,
  above.relnames as ancestor_relnames,
  above.secured as secured_above,
  heirs.nspnames as heir_nspnames,
  heirs.relnames as heir_relnames,
  attributes.toastable as toastable_columns,
  attributes.generated as generated_columns,
  array(
    select role.name from role where pg_catalog.has_schema_privilege(role.oid, namespace.oid, 'USAGE')
  ) as schema_roles,
  array(
    select role.name from role where pg_catalog.has_table_privilege(role.oid, class.oid, 'SELECT')
  ) as select_roles
from relation
join pg_catalog.pg_class as class on class.oid = relation.relid
join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
left join pg_catalog.pg_class as published_root on published_root.oid = relation.published_root
left join pg_catalog.pg_namespace as published_root_namespace
  on published_root_namespace.oid = published_root.relnamespace
left join pg_catalog.pg_index as primary_key on primary_key.indrelid = class.oid and primary_key.indisprimary
left join publication on true
left join pg_catalog.pg_publication_rel as member
  on member.prpubid = publication.oid and member.prrelid = coalesce(relation.published_root, class.oid)
left join attributes on attributes.relid = class.oid
left join heirs on heirs.relid = class.oid
left join lateral (
  select array_agg(ancestor_namespace.nspname::text order by tree.position) as nspnames,
         array_agg(ancestor.relname::text order by tree.position) as relnames,
         (min(tree.position) filter (where ancestor.relrowsecurity))::int - 2 as secured
    from pg_catalog.pg_partition_ancestors(class.oid) with ordinality as tree (relid, position)
    join pg_catalog.pg_class as ancestor on ancestor.oid = tree.relid
    join pg_catalog.pg_namespace as ancestor_namespace on ancestor_namespace.oid = ancestor.relnamespace
   where tree.relid <> class.oid
) as above on class.relispartition
order by namespace.nspname, class.relname
`,
};
