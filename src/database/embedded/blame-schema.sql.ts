/**
 * What writes down, inside the embedded database, which statement changed what Realtime needs. Every replayed statement
 * begins with its number in a comment; the triggers read it back with current_query(), which is the statement sent even
 * within DO blocks, EXECUTE and functions. They only take notes: what a relation looks like after it was touched, what
 * was dropped, and who is in which publication when that can have changed. What changed is worked out at the end, because
 * comparing in the database would cost as much as the replay itself.
 *
 * The notes are transactional, so what is rolled back leaves no blame. They are unlogged, because those tables are in no
 * FOR ALL TABLES publication. The functions run as their owner, so that SET ROLE changes nothing, and the triggers fire
 * ALWAYS, because dumps set session_replication_role to replica.
 */
export const INSTALL_BLAME = `
create schema realtime_guard;
create sequence realtime_guard.note_id;
create unlogged table realtime_guard.note (
  id bigint not null default nextval('realtime_guard.note_id'), statement integer, kind text not null, relation oid,
  schema name, name name, identity "char", row_security boolean, snapshot bigint, publication name, members oid[],
  context text);

create function realtime_guard.note_members(number integer, context text) returns void language plpgsql
set search_path = pg_catalog, pg_temp as $body$
declare
  taken bigint := nextval('realtime_guard.note_id');
begin
  -- One row a publication; one without a publication when there is none.
  insert into realtime_guard.note (statement, kind, snapshot, publication, members, context)
  select number, 'members', taken, p.pubname, 
    case when p.pubname is not null then array(select g.relid from pg_get_publication_tables(p.pubname) g) end, context
  from (values (1)) one left join pg_publication p on true;
end $body$;

create function realtime_guard.note_all(number integer, context text) returns void language plpgsql
set search_path = pg_catalog, pg_temp as $body$
begin
  insert into realtime_guard.note (statement, kind, relation, schema, name, identity, row_security, context)
  select number, 'relation', class.oid, space.nspname, class.relname, class.relreplident, class.relrowsecurity, context
  from pg_class class join pg_namespace space on space.oid = class.relnamespace
  where class.relkind in ('r', 'p') and class.relpersistence <> 't'
    and space.nspname not in ('pg_catalog', 'information_schema', 'realtime_guard');
end $body$;

create function realtime_guard.on_change() returns event_trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $body$
declare
  number integer := substring(current_query() from '^/\\*rg:([0-9]{1,9})\\*/')::integer;
  context text;
begin
  get diagnostics context = pg_context;
  if tg_tag in ('ALTER SCHEMA', 'ALTER EXTENSION') then
    perform realtime_guard.note_all(number, context);
  elsif tg_tag not in ('CREATE PUBLICATION', 'ALTER PUBLICATION') then
    insert into realtime_guard.note (statement, kind, relation, schema, name, identity, row_security, context)
    select number, 'relation', class.oid, space.nspname, class.relname, class.relreplident, class.relrowsecurity, context
    from pg_event_trigger_ddl_commands() command
    join pg_class class on class.oid = command.objid join pg_namespace space on space.oid = class.relnamespace
    where command.classid = 1259 and class.relkind in ('r', 'p') and class.relpersistence <> 't';
    -- Only these can gain or lose a membership without a word about a publication.
    if not found or not (exists (select from pg_publication where puballtables)
      or exists (select from pg_publication_namespace)
      or exists (select from pg_partitioned_table) and exists (
        select from pg_event_trigger_ddl_commands() command join pg_class class on class.oid = command.objid
        where command.classid = 1259 and (class.relispartition or class.relkind = 'p'))) then return; end if;
  end if;
  perform realtime_guard.note_members(number, context);
end $body$;

create function realtime_guard.on_drop() returns event_trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp as $body$
declare
  number integer := substring(current_query() from '^/\\*rg:([0-9]{1,9})\\*/')::integer;
  context text;
begin
  get diagnostics context = pg_context;
  insert into realtime_guard.note (statement, kind, relation, context)
  select number, 'dropped', objid, context from pg_event_trigger_dropped_objects()
  where object_type = 'table' and objsubid = 0;
  if exists (select from pg_event_trigger_dropped_objects()
    where object_type in ('publication', 'publication relation', 'publication namespace')) then
    perform realtime_guard.note_members(number, context);
  end if;
end $body$;

-- What is there already is nobody's doing: it has no number.
select realtime_guard.note_all(null, null), realtime_guard.note_members(null, null);

create event trigger realtime_guard_change on ddl_command_end
when tag in ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'ALTER TABLE', 'ALTER VIEW', 'CREATE SCHEMA',
  'ALTER SCHEMA', 'CREATE EXTENSION', 'ALTER EXTENSION', 'CREATE PUBLICATION', 'ALTER PUBLICATION')
execute function realtime_guard.on_change();
create event trigger realtime_guard_drop on sql_drop execute function realtime_guard.on_drop();
alter event trigger realtime_guard_change enable always;
alter event trigger realtime_guard_drop enable always;`;

/** The notes in order, in types that every driver reads alike. */
export const READ_NOTES = `
select statement, kind, relation::bigint::integer as relation, schema::text, name::text, identity::text,
  row_security, snapshot::integer as snapshot, publication::text, array_to_string(members, ' ') as members, context
from realtime_guard.note
order by id`;

/** Leaves the database as the migrations alone made it. Their own event triggers are not asked: they might forbid it. */
export const UNINSTALL_BLAME = `
set session_replication_role = replica;
drop event trigger if exists realtime_guard_change;
drop event trigger if exists realtime_guard_drop;
drop schema if exists realtime_guard cascade;
reset session_replication_role;`;
