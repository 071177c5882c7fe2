import type { Query } from '../../database/database.js';
import { BECOME, IS_REFUSED, JUDGED, SENT, UNDO, USER_ID } from './as-subscriber.sql.js';

/** A few milliseconds a table; only tables whose policies call functions of the project are tried. */
const SECONDS = 4;
/** Enough for more than a hundred functions within each other. The embedded engine takes half a minute to fill the usual 2 MB. */
const STACK = '200kB';
/** What such a row cannot be to blame for: a missing right, and functions and policies that call each other for ever. */
const CERTAIN = `('42501', '42P17', '54001')`;
/**
 * What it is not to blame for either, though another row may not lead there: something named that is not there, and a cast of
 * what the token says, as the row says nothing.
 */
const CONDITIONAL = `('42704', '42P01', '42703', '42883', '22P02')`;

/**
 * For a database of our own: is given { publication, roles, asked } and leaves the failures of a PolicyProbe. Planning does not
 * look into functions, so here the policies that call functions of the project, or read the token or a setting, are run, on one
 * row in a table that has lost its constraints: the user's own, as every uuid in it is the user's, and null elsewhere. Each try
 * ends with an error, which takes all of it back. What cannot be tried so, a leaf that takes no nulls for example, is passed over.
 */
export const policyTrialBlock: Query<object> = {
  name: 'policy trial',
  columns: {},
  sql: `
do $block$
declare
  given constant jsonb := pg_catalog.current_setting('realtime_guard.input')::jsonb;
  began constant timestamptz := pg_catalog.clock_timestamp();
  judged text;
  failures jsonb := '[]';
  tried record;
  piece record;
  is_asked boolean;
  rows bigint;
begin
  <<tables>>
  for tried in
    ${SENT}
    select class.oid, class.relname::text as relname, namespace.nspname::text as nspname, key.indkey
      ${JUDGED}
     where exists (
       select from pg_catalog.pg_policy as policy
        where policy.polrelid = class.oid and policy.polcmd in ('r', '*') and (
          pg_catalog.pg_get_expr(policy.polqual, policy.polrelid) ~ '(current_setting|auth\\.jwt)\\('
          or exists (
            select from pg_catalog.pg_depend as uses
              join pg_catalog.pg_proc as called on called.oid = uses.refobjid and not called.prosecdef
              join pg_catalog.pg_namespace as place on place.oid = called.pronamespace and place.nspname <> 'auth'
             where uses.classid = 'pg_catalog.pg_policy'::regclass and uses.objid = policy.oid
               and uses.refclassid = 'pg_catalog.pg_proc'::regclass)))
     order by namespace.nspname, class.relname
  loop
    for judged in select pg_catalog.jsonb_array_elements_text(given -> 'roles') loop
      exit tables when pg_catalog.clock_timestamp() > began + interval '${SECONDS} s';
      is_asked := false;
      begin
        continue when ${IS_REFUSED};
        perform pg_catalog.set_config('session_replication_role', 'replica', true);
        for piece in
          select conname from pg_catalog.pg_constraint where conrelid = tried.oid and contype in ('p', 'u', 'x', 'c', 'f')
        loop
          execute pg_catalog.format('alter table %I.%I drop constraint if exists %I cascade',
            tried.nspname, tried.relname, piece.conname);
        end loop;
        for piece in
          select attname, attidentity <> '' as is_identity from pg_catalog.pg_attribute
           where attrelid = tried.oid and attnum > 0 and not attisdropped and attnotnull
        loop
          if piece.is_identity then
            execute pg_catalog.format('alter table %I.%I alter column %I drop identity',
              tried.nspname, tried.relname, piece.attname);
          end if;
          execute pg_catalog.format('alter table %I.%I alter column %I drop not null',
            tried.nspname, tried.relname, piece.attname);
        end loop;
        execute (
          select pg_catalog.format('insert into %I.%I (%s) values (%s)', tried.nspname, tried.relname,
                   pg_catalog.string_agg(pg_catalog.quote_ident(attname), ', '), pg_catalog.string_agg(
                     case when atttypid = 'uuid'::regtype then pg_catalog.quote_literal('${USER_ID}') else 'null' end, ', '))
            from pg_catalog.pg_attribute
           where attrelid = tried.oid and attnum > 0 and not attisdropped and attgenerated = '');
        perform pg_catalog.set_config('max_stack_depth', '${STACK}', true);
        ${BECOME}
        is_asked := true;
        execute pg_catalog.format('select count(*) from %I.%I', tried.nspname, tried.relname) into rows;
        raise sqlstate '${UNDO}';
      exception
        when sqlstate '${UNDO}' then null;
        when others then
          if is_asked and (sqlstate in ${CERTAIN} or sqlstate in ${CONDITIONAL}) then
            failures := failures || pg_catalog.jsonb_build_object(
              'table', pg_catalog.jsonb_build_object('schema', tried.nspname, 'name', tried.relname),
              'role', judged, 'code', sqlstate, 'message', sqlerrm, 'isConditional', sqlstate in ${CONDITIONAL});
          end if;
      end;
    end loop;
  end loop;
  perform pg_catalog.set_config('realtime_guard.output', failures::text, false);
end
$block$`,
};
