import type { Query } from '../../database/database.js';
import { LOOKED_AT } from './looked-at.sql.js';
import { IS_TOASTABLE } from './toastable.sql.js';

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

/** $1 text: the publication's name. $2 text[], $3 text[]: schema and name of each relation asked for. $4 text[]: roles. */
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
with ${LOOKED_AT},
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
  identity_class.relname::text as identity_index,
  case when primary_key.indrelid is not null then array(
    select attribute.attname::text
      from pg_catalog.pg_attribute as attribute
     where attribute.attrelid = class.oid and attribute.attnum = any (primary_key_columns.attnums)
     order by pg_catalog.array_position(primary_key_columns.attnums, attribute.attnum)
  ) end as primary_key,
  not primary_key.indimmediate as primary_key_deferrable,
  case when member.prattrs is not null then array(
    select attribute.attname::text
      from pg_catalog.pg_attribute as attribute
     where attribute.attrelid = member.prrelid and attribute.attnum = any (member.prattrs::int2[])
     order by attribute.attnum
  ) end as column_list,
  pg_catalog.pg_get_expr(member.prqual, member.prrelid) as row_filter,
  case when identity.indrelid is not null then array(
    select attribute.attname::text
      from pg_catalog.pg_attribute as attribute
     where attribute.attrelid = class.oid and attribute.attnum = any (identity_columns.attnums)
     order by pg_catalog.array_position(identity_columns.attnums, attribute.attnum)
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
left join pg_catalog.pg_index as identity
  on class.relreplident = 'i' and identity.indrelid = class.oid and identity.indisreplident
left join pg_catalog.pg_class as identity_class on identity_class.oid = identity.indexrelid
cross join lateral (select (primary_key.indkey::int2[])[0:primary_key.indnkeyatts - 1] as attnums) as primary_key_columns
cross join lateral (select (identity.indkey::int2[])[0:identity.indnkeyatts - 1] as attnums) as identity_columns
left join publication on true
left join pg_catalog.pg_publication_rel as member
  on member.prpubid = publication.oid and member.prrelid = coalesce(relation.published_root, class.oid)
left join lateral (
  select array_agg(attribute.attname::text) filter (where ${IS_TOASTABLE}) as toastable,
         array_agg(attribute.attname::text) filter (where attribute.attgenerated = 's') as generated
    from (
      select *
        from pg_catalog.pg_attribute
       where attrelid = class.oid and attnum > 0 and not attisdropped and (attlen = -1 or attgenerated = 's')
       order by attnum
    ) as attribute
) as attributes on true
left join lateral (
  select array_agg(heir_namespace.nspname::text order by heir_namespace.nspname, heir.relname) as nspnames,
         array_agg(heir.relname::text order by heir_namespace.nspname, heir.relname) as relnames
    from pg_catalog.pg_inherits as link
    join pg_catalog.pg_class as heir on heir.oid = link.inhrelid and not heir.relispartition
    join pg_catalog.pg_namespace as heir_namespace on heir_namespace.oid = heir.relnamespace
   where class.relhassubclass and link.inhparent = class.oid
) as heirs on true
left join lateral (
  select array_agg(ancestor_namespace.nspname::text order by tree.position) as nspnames,
         array_agg(ancestor.relname::text order by tree.position) as relnames,
         (min(tree.position) filter (where ancestor.relrowsecurity))::int - 2 as secured
    from pg_catalog.pg_partition_ancestors(class.oid) with ordinality as tree (relid, position)
    join pg_catalog.pg_class as ancestor on ancestor.oid = tree.relid
    join pg_catalog.pg_namespace as ancestor_namespace on ancestor_namespace.oid = ancestor.relnamespace
   where class.relispartition and tree.relid <> class.oid
) as above on true
order by namespace.nspname, class.relname
`,
};
