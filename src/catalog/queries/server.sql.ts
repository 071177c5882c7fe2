import type { Query } from '../../database/database.js';

/** One fact: what the statement gives as `value`, or why it could not be read. */
const fact = (name: string, statement: string): string => `
  begin
    select pg_catalog.to_jsonb(fact.value) into strict read from (${statement}) as fact (value);
    facts := facts || pg_catalog.jsonb_build_object('${name}', pg_catalog.jsonb_build_object('known', true, 'value', read));
  exception when others then
    facts := facts || pg_catalog.jsonb_build_object(
      '${name}', pg_catalog.jsonb_build_object('known', false, 'reason', sqlerrm));
  end;`;

const REALTIME_SLOTS = `
      from pg_catalog.pg_replication_slots as slot
     where slot.database = pg_catalog.current_database() and pg_catalog.starts_with(slot.slot_name::text, 'supabase_realtime')`;

/**
 * Leaves a Server. to_jsonb() of a slot has what this version knows of it: invalidation_reason came with PostgreSQL 17.
 * A standby has no current position of its own.
 */
export const serverBlock: Query<object> = {
  name: 'server',
  columns: {},
  sql: `
do $block$
declare
  facts jsonb := '{}';
  read jsonb;
begin
  ${fact('walLevel', `select pg_catalog.current_setting('wal_level')`)}
  ${fact(
    'slots',
    `select pg_catalog.jsonb_build_object(
       'max', pg_catalog.current_setting('max_replication_slots')::integer,
       'used', (select count(*) from pg_catalog.pg_replication_slots))`,
  )}
  ${fact(
    'walSenders',
    `select pg_catalog.jsonb_build_object(
       'max', pg_catalog.current_setting('max_wal_senders')::integer,
       'used', (select count(*) from pg_catalog.pg_stat_replication))`,
  )}
  ${fact(
    'realtimeSlots',
    `select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
       'name', slot.slot_name,
       'plugin', slot.plugin,
       'isActive', slot.active,
       'walStatus', slot.wal_status,
       'invalidationReason', pg_catalog.to_jsonb(slot) ->> 'invalidation_reason',
       'retainedBytes', case when pg_catalog.pg_is_in_recovery() then null
          else pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), slot.restart_lsn) end
     ) order by slot.slot_name), '[]')${REALTIME_SLOTS}`,
  )}
  ${fact(
    'isSetUp',
    `select exists (
       select from pg_catalog.pg_class as class
         join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
        where namespace.nspname = 'realtime' and class.relname = 'subscription'
     ) or exists (select${REALTIME_SLOTS})`,
  )}
  perform pg_catalog.set_config('realtime_guard.output', facts::text, false);
end
$block$`,
};
