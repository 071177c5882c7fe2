/**
 * Pieces of the blocks that try policies. In them `given` is { publication, roles, asked } as jsonb, `judged` the role and `tried`
 * a row about the table.
 */

/** An SQLSTATE of our own: what a block raises to undo what it did. */
export const UNDO = 'RG000';

/** Of the subscriber with the role authenticated. */
export const USER_ID = '00000000-0000-4000-8000-000000000000';

/** Who a subscriber of the role authenticated is, as Supabase's own tokens say it. */
const CLAIMS = {
  sub: USER_ID,
  aud: 'authenticated',
  email: 'realtime-guard@example.com',
  phone: '',
  app_metadata: {},
  user_metadata: {},
  aal: 'aal1',
  session_id: USER_ID,
  is_anonymous: false,
};

/** The tables whose changes are sent: those listed, and the leaves of those that are sent through their root; and those asked for. */
export const SENT = `with listed as (
      select listed.relid
        from pg_catalog.pg_publication as publication
       cross join lateral pg_catalog.pg_get_publication_tables(publication.pubname) as listed
       where publication.pubname::text = given ->> 'publication'
    ),
    sent as (
      select relid from listed
      union
      select leaf.relid
        from listed
        join pg_catalog.pg_class as root on root.oid = listed.relid and root.relkind = 'p'
       cross join lateral pg_catalog.pg_partition_tree(root.oid) as leaf
       where leaf.isleaf
      union
      select class.oid
        from pg_catalog.jsonb_to_recordset(given -> 'asked') as asked (schema text, name text)
        join pg_catalog.pg_namespace as namespace on namespace.nspname::text = asked.schema
        join pg_catalog.pg_class as class on class.relnamespace = namespace.oid and class.relname::text = asked.name
    )`;

/** Those of them that policies are asked of. */
export const JUDGED = `from sent
      join pg_catalog.pg_class as class on class.oid = sent.relid and class.relkind = 'r' and class.relrowsecurity
      join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
      join pg_catalog.pg_index as key on key.indrelid = class.oid and key.indisprimary and key.indimmediate`;

/** Whether Realtime answers "Unauthorized" before it asks any policy: the role may not SELECT the key. */
export const IS_REFUSED = `exists (
        select from pg_catalog.unnest(tried.indkey) as part (attnum)
         where not pg_catalog.has_column_privilege(judged, tried.oid, part.attnum, 'SELECT')
      )`;

/** Takes on the role, with the claims of a token of it, as Realtime does. */
export const BECOME = `perform pg_catalog.set_config('request.jwt.claims', (
          case when judged = 'anon' then '{}'::jsonb else '${JSON.stringify(CLAIMS)}'::jsonb end
          || pg_catalog.jsonb_build_object('role', judged))::text, true);
        perform pg_catalog.set_config('role', judged, true);`;
