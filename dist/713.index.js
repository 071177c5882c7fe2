"use strict";exports.id=713,exports.ids=[713],exports.modules={1919:(function(e,a,t){t.d(a,{W:()=>o});let s={name:"applied migrations",columns:{},sql:`
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
$block$`};var n=t(6637);async function o(e,a,t){if(0===a.length)return{compared:!1,reason:"there are no migrations of the Supabase CLI to look for"};let{state:o,reason:r,rows:i}=await (0,n.r)(e,s,null);return"not-readable"===o?{compared:!1,reason:`supabase_migrations.schema_migrations: ${r}`}:"absent"!==o||t?{compared:!0,files:a.length,missing:function(e,a){let t=new Set(a.map(({version:e})=>e)),s=new Set(e.map(({version:e})=>e)),n=a.flatMap(({version:e,name:a})=>s.has(e)||null===a?[]:[a]),o=[];for(let{file:a,version:s,name:r}of e){if(t.has(s))continue;let e=n.indexOf(r);e<0?o.push(a):n.splice(e,1)}return o}(a,i)}:{compared:!1,reason:"the database has no table supabase_migrations.schema_migrations: its migrations were applied in another way"}}}),6637:(function(e,a,t){t.d(a,{r:()=>o});let s={name:"block input",columns:{input:"text"},sql:"select pg_catalog.set_config('realtime_guard.input', $1::text, false) as input"},n={name:"block output",columns:{output:"text"},sql:"select pg_catalog.current_setting('realtime_guard.output') as output"};async function o(e,a,t){let[,,[o]]=await Promise.all([e.query(s,[JSON.stringify(t)]),e.query(a,[]),e.query(n,[])]);if(void 0===o)throw Error(`block ${a.name} returned no row`);return JSON.parse(o.output)}}),9713:(function(e,a,t){t.d(a,{waitForMigrations:()=>r});var s=t(8500),n=t(1919),o=t(8081);async function r(e,a,t){let r=performance.now()+1e3*t;for(;;){let t=await (0,o.o)(e);try{let e=await (0,n.W)(t,a,!0);if(!e.compared||0===e.missing.length)return}finally{await t.close()}let i=r-performance.now();if(i<=0)return;await (0,s.setTimeout)(Math.min(2e3,i))}}})};