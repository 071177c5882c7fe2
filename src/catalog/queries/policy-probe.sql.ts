import type { Query } from '../../database/database.js';
import { BECOME, IS_REFUSED, JUDGED, SENT, UNDO } from './as-subscriber.sql.js';

/** In the words of PostgreSQL, which writes expressions back: a setting that must be there. */
const NEEDS_SETTING = String.raw`current_setting\(''((?:[^'']|'''')+)''::text\)`;
/** What it may depend on whether the rest is evaluated. */
const MAY_SKIP = String.raw`\m(OR|AND|CASE|COALESCE|EXISTS|FROM)\M`;
/** A table is planned in well under a millisecond; ten thousand for two roles are not to hold up the check. */
const SECONDS = 10;
/**
 * Is given { publication, roles, asked } and leaves a PolicyProbe. Reads of the tables are planned and not run, in the
 * way that Realtime reads a changed row: as the role, with the claims of a token, the columns of the primary key. Planning
 * expands the policies, asks for every right and evaluates what is stable. The condition is one the planner cannot fold
 * away. What is not read so cannot fail: a table without a usable key, or one whose key the role may not SELECT, is
 * answered with an error of its own before the policies are asked.
 *
 * What stands alone in a policy, without a column beside it, is not evaluated by planning: current_setting() of a setting
 * that nobody made is looked for in the text of the policies of that role, unless a database or a role is to have it.
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
  lacking record;
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
    ${SENT}
    select class.oid, class.relname::text as relname, namespace.nspname::text as nspname, key.indkey,
           (select pg_catalog.string_agg(pg_catalog.quote_ident(attribute.attname), ', ')
              from pg_catalog.pg_attribute as attribute
             where attribute.attrelid = class.oid and attribute.attnum = any (key.indkey)) as columns
      ${JUDGED}
     order by namespace.nspname, class.relname
  loop
    name := pg_catalog.jsonb_build_object('schema', tried.nspname, 'name', tried.relname);
    is_tried := false;
    foreach judged in array able loop
      continue when ${IS_REFUSED};
      if pg_catalog.clock_timestamp() > began + interval '${SECONDS} s' then
        left_out := left_out || pg_catalog.jsonb_build_object('table', name, 'reason', 'no time was left');
        exit;
      end if;
      is_tried := true;
      begin
        ${BECOME}
        execute pg_catalog.format('explain select %s from %I.%I where (select false)',
          tried.columns, tried.nspname, tried.relname);
        select needed.setting, needed.is_conditional or needed.policies > 1 as is_conditional into lacking
          from (
            select pg_catalog.replace(matches.pieces[1], '''''', '''') as setting, policy.using ~ '${MAY_SKIP}' as is_conditional, policy.policies
              from (
                select pg_catalog.pg_get_expr(polqual, polrelid) as using, count(*) over () as policies
                  from pg_catalog.pg_policy
                 where polrelid = tried.oid and polcmd in ('r', '*')
                   and exists (
                     select from pg_catalog.unnest(polroles) as meant (oid)
                      where meant.oid = 0 or pg_catalog.pg_has_role(judged, meant.oid, 'USAGE'))
              ) as policy
             cross join lateral pg_catalog.regexp_matches(policy.using, '${NEEDS_SETTING}', 'g') as matches (pieces)
          ) as needed
         where pg_catalog.current_setting(needed.setting, true) is null
           and not exists (
             select from pg_catalog.pg_db_role_setting as kept cross join lateral pg_catalog.unnest(kept.setconfig) as assigned
              where pg_catalog.lower(pg_catalog.split_part(assigned, '=', 1)) = pg_catalog.lower(needed.setting))
           and not exists (
             select from pg_catalog.pg_roles where rolname::text = judged and (rolsuper or rolbypassrls))
         order by 2 limit 1;
        raise sqlstate '${UNDO}';
      exception
        when sqlstate '${UNDO}' then
          if lacking.setting is not null then
            failures := failures || pg_catalog.jsonb_build_object('table', name, 'role', judged, 'code', '42704',
              'message', pg_catalog.format('unrecognized configuration parameter "%s"', lacking.setting),
              'isConditional', lacking.is_conditional);
          end if;
        when query_canceled or others then
          -- Of the moment: a lock, resources, a shutdown, a conflict, a transaction that may not write.
          if pg_catalog.left(sqlstate, 2) in ('25', '40', '53', '55', '57', '58') then
            left_out := left_out || pg_catalog.jsonb_build_object('table', name, 'reason', sqlerrm);
            -- It would be no better for the next role.
            exit;
          else
            failures := failures || pg_catalog.jsonb_build_object(
              'table', name, 'role', judged, 'code', sqlstate, 'message', sqlerrm);
          end if;
      end;
    end loop;
    tables := tables + is_tried::integer;
  end loop;
  perform pg_catalog.set_config('realtime_guard.output', pg_catalog.jsonb_build_object(
    'roles', able, 'refused', refused, 'tables', tables, 'failures', failures, 'leftOut', left_out)::text, false);
end
$block$`,
};
