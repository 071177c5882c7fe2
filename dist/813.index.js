"use strict";exports.id=813,exports.ids=[813],exports.modules={1919:(function(e,a,t){t.d(a,{W:()=>o});let s={name:"applied migrations",columns:{},sql:`
do $block$
declare
  kept constant oid := (
    select class.oid
      from pg_catalog.pg_class as class
      join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
     where namespace.nspname = 'supabase_migrations' and class.relname = 'schema_migrations');
  is_named constant boolean := exists (
    select from pg_catalog.pg_attribute where attrelid = kept and attname = 'name' and not attisdropped);
  state text := 'read';
  reason text;
  read jsonb := '[]';
begin
  if kept is null then
    state := 'absent';
  else
    begin
      if pg_catalog.row_security_active(kept) then
        raise insufficient_privilege using message = 'row security hides rows of table schema_migrations';
      end if;
      execute pg_catalog.format(
        $query$select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('version', version, 'name', %s)), '[]')
                 from supabase_migrations.schema_migrations$query$,
        case when is_named then 'name' else 'null::text' end) into read;
    exception when others then
      state := 'not-readable';
      reason := sqlerrm;
    end;
  end if;
  perform pg_catalog.set_config('realtime_guard.output', pg_catalog.jsonb_build_object(
    'state', state, 'reason', reason, 'rows', read)::text, false);
end
$block$`};var n=t(6637);async function o(e,a,t){if(0===a.length)return{compared:!1,reason:"there are no migrations of the Supabase CLI to look for"};let{state:o,reason:l,rows:r}=await (0,n.r)(e,s,null);return"not-readable"===o?{compared:!1,reason:`supabase_migrations.schema_migrations: ${l}`}:"absent"!==o||t?{compared:!0,files:a.length,missing:function(e,a){let t=new Set(a.map(({version:e})=>e)),s=new Set(e.map(({version:e})=>e)),n=a.flatMap(({version:e,name:a})=>s.has(e)||null===a?[]:[a]),o=[];for(let{file:a,version:s,name:l}of e){if(t.has(s))continue;let e=n.indexOf(l);e<0?o.push(a):n.splice(e,1)}return o}(a,r)}:{compared:!1,reason:"the database has no table supabase_migrations.schema_migrations: its migrations were applied in another way"}}}),8813:(function(e,a,t){t.r(a),t.d(a,{readPreview:()=>p});var s=t(3599),n=t(1919),o=t(8151);let l=(e,a)=>`
  begin
    select pg_catalog.to_jsonb(fact.value) into strict read from (${a}) as fact (value);
    facts := facts || pg_catalog.jsonb_build_object('${e}', pg_catalog.jsonb_build_object('known', true, 'value', read));
  exception when others then
    facts := facts || pg_catalog.jsonb_build_object(
      '${e}', pg_catalog.jsonb_build_object('known', false, 'reason', sqlerrm));
  end;`,r=`
      from pg_catalog.pg_replication_slots as slot
     where slot.database = pg_catalog.current_database() and pg_catalog.starts_with(slot.slot_name::text, 'supabase_realtime')`,c={name:"server",columns:{},sql:`
do $block$
declare
  facts jsonb := '{}';
  read jsonb;
begin
  ${l("walLevel","select pg_catalog.current_setting('wal_level')")}
  ${l("slots",`select pg_catalog.jsonb_build_object(
       'max', pg_catalog.current_setting('max_replication_slots')::integer,
       'used', (select count(*) from pg_catalog.pg_replication_slots))`)}
  ${l("walSenders",`select pg_catalog.jsonb_build_object(
       'max', pg_catalog.current_setting('max_wal_senders')::integer,
       'used', (select count(*) from pg_catalog.pg_stat_replication))`)}
  ${l("realtimeSlots",`select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
       'name', slot.slot_name,
       'plugin', slot.plugin,
       'isActive', slot.active,
       'walStatus', slot.wal_status,
       'invalidationReason', pg_catalog.to_jsonb(slot) ->> 'invalidation_reason',
       'retainedBytes', case when pg_catalog.pg_is_in_recovery() then null
          else pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), slot.restart_lsn) end
     ) order by slot.slot_name), '[]')${r}`)}
  ${l("isSetUp",`select exists (
       select from pg_catalog.pg_class as class
         join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
        where namespace.nspname = 'realtime' and class.relname = 'subscription'
     ) or exists (select${r})`)}
  perform pg_catalog.set_config('realtime_guard.output', facts::text, false);
end
$block$`};var i=t(6637),g=t(3505),_=t(635);async function p(e,a){let{options:t,asked:l,expected:r,isAwaited:g}=a,[p,u,d,b]=await Promise.all([(0,o.u)(e,{...(0,_.$j)(t,l),hasStatistics:!0}),m(async function(e){return await (0,i.r)(e,c,null)}(e)),(0,n.W)(e,r,g),m((0,s.$)(e,(0,_.O3)(t,l)))]);return{catalog:p,server:u,applied:d,policyProbe:b}}async function m(e){try{return{known:!0,value:await e}}catch(e){if(!(e instanceof g.R))throw e;return{known:!1,reason:e.message}}}})};