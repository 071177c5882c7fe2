import type { Query } from '../../database/database.js';

/** An SQLSTATE of our own: what the block raises to undo what it did. */
const UNDO = 'RG000';
/** A table is planned in well under a millisecond; ten thousand for two roles are not to hold up the check. */
const SECONDS = 8;
/** Who a subscriber of the role authenticated is, as Supabase's own tokens say it. */
const CLAIMS = {
  sub: '00000000-0000-4000-8000-000000000000',
  aud: 'authenticated',
  email: 'realtime-guard@example.com',
  phone: '',
  app_metadata: {},
  user_metadata: {},
  aal: 'aal1',
  session_id: '00000000-0000-4000-8000-000000000000',
  is_anonymous: false,
};

/**
 * Is given { publication, roles } and leaves a PolicyProbe. Reads of the published tables are planned and not run, in the
 * way that Realtime reads a changed row: as the role, with the claims of a token, the columns of the primary key. Planning
 * expands the policies, asks for every right and evaluates what is stable. The condition is one the planner cannot fold
 * away. What is not read so cannot fail: a table without a usable key, or one whose key the role may not SELECT, is
 * answered with an error of its own before the policies are asked.
 *
 * Each try ends with an error, so that role, claims and locks are gone before the next.
 */
export const policyProbeBlock: Query<object> = {
  name: 'policy probe',
  columns: {},
  sql: `
do $block$
declare
  given constant jsonb := pg_catalog.current_setting('realtime_guard.input')::jsonb;
  began constant timestamptz := pg_catalog.clock_timestamp();
  judged text;
  able text[] := '{}';
  refused jsonb := '[]';
  failures jsonb := '[]';
  left_out jsonb := '[]';
  tables bigint := 0;
  tried record;
  name jsonb;
  is_tried boolean;
begin
  for judged in select pg_catalog.jsonb_array_elements_text(given -> 'roles') loop
    continue when not exists (select from pg_catalog.pg_roles where rolname::text = judged);
    begin
      perform pg_catalog.set_config('role', judged, true);
      raise sqlstate '${UNDO}';
    exception
      when sqlstate '${UNDO}' then able := able || judged;
      when others then
        refused := refused || pg_catalog.jsonb_build_object('role', judged, 'message', sqlerrm);
    end;
  end loop;

  for tried in
    with listed as (
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
    )
    select class.oid, class.relname::text as relname, namespace.nspname::text as nspname, key.indkey,
           (select pg_catalog.string_agg(pg_catalog.quote_ident(attribute.attname), ', ')
              from pg_catalog.pg_attribute as attribute
             where attribute.attrelid = class.oid and attribute.attnum = any (key.indkey)) as columns
      from sent
      join pg_catalog.pg_class as class on class.oid = sent.relid and class.relkind = 'r' and class.relrowsecurity
      join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
      join pg_catalog.pg_index as key on key.indrelid = class.oid and key.indisprimary and key.indimmediate
     order by namespace.nspname, class.relname
  loop
    name := pg_catalog.jsonb_build_object('schema', tried.nspname, 'name', tried.relname);
    is_tried := false;
    foreach judged in array able loop
      continue when exists (
        select from pg_catalog.unnest(tried.indkey) as part (attnum)
         where not pg_catalog.has_column_privilege(judged, tried.oid, part.attnum, 'SELECT')
      );
      if pg_catalog.clock_timestamp() > began + interval '${SECONDS} s' then
        left_out := left_out || pg_catalog.jsonb_build_object('table', name, 'reason', 'no time was left');
        exit;
      end if;
      is_tried := true;
      begin
        perform pg_catalog.set_config('request.jwt.claims', (
          case when judged = 'anon' then '{}'::jsonb else '${JSON.stringify(CLAIMS)}'::jsonb end
          || pg_catalog.jsonb_build_object('role', judged))::text, true);
        perform pg_catalog.set_config('role', judged, true);
        execute pg_catalog.format('explain select %s from %I.%I where (select false)',
          tried.columns, tried.nspname, tried.relname);
        raise sqlstate '${UNDO}';
      exception
        when sqlstate '${UNDO}' then null;
        when query_canceled or others then
          -- Of the moment: a lock, resources, a shutdown, a conflict, a transaction that may not write.
          if pg_catalog.left(sqlstate, 2) in ('25', '40', '53', '55', '57', '58') then
            left_out := left_out || pg_catalog.jsonb_build_object('table', name, 'reason', sqlerrm);
          else
            failures := failures || pg_catalog.jsonb_build_object(
              'table', name, 'role', judged, 'code', sqlstate, 'message', sqlerrm);
          end if;
          -- The server's own time limit has struck and does not strike again.
          exit when sqlstate = '57014';
      end;
    end loop;
    tables := tables + is_tried::integer;
  end loop;
  perform pg_catalog.set_config('realtime_guard.output', pg_catalog.jsonb_build_object(
    'roles', able, 'refused', refused, 'tables', tables, 'failures', failures, 'leftOut', left_out)::text, false);
end
$block$`,
};
