/**
 * The relations whose changes a publication sends, as common table expressions; $1 is the publication's name. The last of
 * them is `sent (relid, published, published_root)`: what pg_publication_tables lists, and the leaves that a partition
 * root in it stands for. pg_get_publication_tables() is what that view is made of, without the columns we do not need.
 */
export const SENT = `
publication as (
  select oid, pubname from pg_catalog.pg_publication where pubname::text = $1
),
listed as (
  select listed.relid
    from publication
   cross join lateral pg_catalog.pg_get_publication_tables(publication.pubname) as listed
),
sent as (
  select relid, true as published, null::oid as published_root from listed
  union all
  select leaf.relid, false, root.oid
    from listed
    join pg_catalog.pg_class as root on root.oid = listed.relid and root.relkind = 'p'
   cross join lateral pg_catalog.pg_partition_tree(root.oid) as leaf
   where leaf.isleaf
)`;

/**
 * The relations that are looked at: those, and the ones asked for by schema and name in $2 and $3. The last of these is
 * `relation (relid, published, published_root)`, each relation once.
 *
 * PostgreSQL takes it for a handful of rows, however many there are. So what goes with it is looked up by an index or a
 * function, relation by relation: joined to a list that is made beforehand, it can take the product of the two.
 *
 * A name is compared as text besides as name, because the cast to name cuts it at 63 bytes.
 */
export const LOOKED_AT = `${SENT},
looked_at as (
  select relid, published, published_root from sent
  union all
  select class.oid, false, null
    from unnest($2::text[], $3::text[]) as asked (nspname, relname)
    join pg_catalog.pg_namespace as namespace
      on namespace.nspname = asked.nspname::name and namespace.nspname::text = asked.nspname
    join pg_catalog.pg_class as class
      on class.relnamespace = namespace.oid
     and class.relname = asked.relname::name and class.relname::text = asked.relname
   where class.relkind in ('r', 'p', 'v', 'm', 'f')
),
relation as (
  select relid, bool_or(published) as published, max(published_root) as published_root from looked_at group by relid
)`;
