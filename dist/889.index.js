"use strict";exports.id=889,exports.ids=[889],exports.modules={3599:(function(e,t,a){a.d(t,{$:()=>b,M:()=>y});var n=a(953);let s="RG000",l="00000000-0000-4000-8000-000000000000",r=`with listed as (
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
    )`,o=`from sent
      join pg_catalog.pg_class as class on class.oid = sent.relid and class.relkind = 'r' and class.relrowsecurity
      join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
      join pg_catalog.pg_index as key on key.indrelid = class.oid and key.indisprimary and key.indimmediate`,i=`exists (
        select from pg_catalog.unnest(tried.indkey) as part (attnum)
         where not pg_catalog.has_column_privilege(judged, tried.oid, part.attnum, 'SELECT')
      )`,p=`perform pg_catalog.set_config('request.jwt.claims', (
          case when judged = 'anon' then '{}'::jsonb else '${JSON.stringify({sub:l,aud:"authenticated",email:"realtime-guard@example.com",phone:"",app_metadata:{},user_metadata:{},aal:"aal1",session_id:l,is_anonymous:!1})}'::jsonb end
          || pg_catalog.jsonb_build_object('role', judged))::text, true);
        perform pg_catalog.set_config('role', judged, true);`,c=String.raw`current_setting\(''((?:[^'']|'''')+)''::text\)`,d=String.raw`\m(OR|AND|CASE|COALESCE|EXISTS|FROM)\M`,m={name:"policy probe",columns:{},sql:`
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
      raise sqlstate '${s}';
    exception
      when sqlstate '${s}' then able := able || judged;
      when others then
        refused := refused || pg_catalog.jsonb_build_object('role', judged, 'message', sqlerrm);
    end;
  end loop;

  for tried in
    ${r}
    select class.oid, class.relname::text as relname, namespace.nspname::text as nspname, key.indkey,
           (select pg_catalog.string_agg(pg_catalog.quote_ident(attribute.attname), ', ')
              from pg_catalog.pg_attribute as attribute
             where attribute.attrelid = class.oid and attribute.attnum = any (key.indkey)) as columns
      ${o}
     order by namespace.nspname, class.relname
  loop
    name := pg_catalog.jsonb_build_object('schema', tried.nspname, 'name', tried.relname);
    is_tried := false;
    foreach judged in array able loop
      continue when ${i};
      if pg_catalog.clock_timestamp() > began + interval '10 s' then
        left_out := left_out || pg_catalog.jsonb_build_object('table', name, 'reason', 'no time was left');
        exit;
      end if;
      is_tried := true;
      begin
        ${p}
        execute pg_catalog.format('explain select %s from %I.%I where (select false)',
          tried.columns, tried.nspname, tried.relname);
        select needed.setting, needed.is_conditional or needed.policies > 1 as is_conditional into lacking
          from (
            select pg_catalog.replace(matches.pieces[1], '''''', '''') as setting, policy.using ~ '${d}' as is_conditional, policy.policies
              from (
                select pg_catalog.pg_get_expr(polqual, polrelid) as using, count(*) over () as policies
                  from pg_catalog.pg_policy
                 where polrelid = tried.oid and polcmd in ('r', '*')
                   and exists (
                     select from pg_catalog.unnest(polroles) as meant (oid)
                      where meant.oid = 0 or pg_catalog.pg_has_role(judged, meant.oid, 'USAGE'))
              ) as policy
             cross join lateral pg_catalog.regexp_matches(policy.using, '${c}', 'g') as matches (pieces)
          ) as needed
         where pg_catalog.current_setting(needed.setting, true) is null
           and not exists (
             select from pg_catalog.pg_db_role_setting as kept cross join lateral pg_catalog.unnest(kept.setconfig) as assigned
              where pg_catalog.lower(pg_catalog.split_part(assigned, '=', 1)) = pg_catalog.lower(needed.setting))
           and not exists (
             select from pg_catalog.pg_roles where rolname::text = judged and (rolsuper or rolbypassrls))
         order by 2 limit 1;
        raise sqlstate '${s}';
      exception
        when sqlstate '${s}' then
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
$block$`},u="('42704', '42P01', '42703', '42883', '22P02')",g={name:"policy trial",columns:{},sql:`
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
    ${r}
    select class.oid, class.relname::text as relname, namespace.nspname::text as nspname, key.indkey
      ${o}
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
      exit tables when pg_catalog.clock_timestamp() > began + interval '4 s';
      is_asked := false;
      begin
        continue when ${i};
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
                     case when atttypid = 'uuid'::regtype then pg_catalog.quote_literal('${l}') else 'null' end, ', '))
            from pg_catalog.pg_attribute
           where attrelid = tried.oid and attnum > 0 and not attisdropped and attgenerated = '');
        perform pg_catalog.set_config('max_stack_depth', '200kB', true);
        ${p}
        is_asked := true;
        execute pg_catalog.format('select count(*) from %I.%I', tried.nspname, tried.relname) into rows;
        raise sqlstate '${s}';
      exception
        when sqlstate '${s}' then null;
        when others then
          if is_asked and (sqlstate in ('42501', '42P17', '54001') or sqlstate in ${u}) then
            failures := failures || pg_catalog.jsonb_build_object(
              'table', pg_catalog.jsonb_build_object('schema', tried.nspname, 'name', tried.relname),
              'role', judged, 'code', sqlstate, 'message', sqlerrm, 'isConditional', sqlstate in ${u});
          end if;
      end;
    end loop;
  end loop;
  perform pg_catalog.set_config('realtime_guard.output', failures::text, false);
end
$block$`};var _=a(6637);async function b(e,t){return await (0,_.r)(e,m,t)}async function y(e,t){let a=await b(e,t),n=new Set(a.failures.map(h)),s={...t,roles:a.roles},l=await (0,_.r)(e,g,s);return{...a,failures:[...a.failures,...l.filter(e=>!n.has(h(e)))]}}function h({table:e,role:t}){return`${(0,n.Yb)(e)}\0${t}`}}),8151:(function(e,t,a){a.d(t,{u:()=>G});var n=a(953),s=a(1081),l=a(7619);let r=["pg_catalog","information_schema","pg_toast"];var o=a(1916),i=a(1958);let p=new Set(["_analytics","_realtime","auth","cron","extensions","graphql","graphql_public","net","pgbouncer","pgsodium","pgtle","realtime","storage","supabase_functions","supabase_migrations","vault"]),c={name:"candidates",columns:{nspname:"text",relname:"text"},sql:`
select namespace.nspname::text as nspname, class.relname::text as relname
  from pg_catalog.pg_class as class
  join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
 where class.relkind in ('r', 'p', 'v', 'm', 'f')
   and namespace.nspname <> 'information_schema'
   and namespace.nspname !~ '^pg_'
   and (lower(class.relname::text) = any ($1) or char_length(class.relname::text) = any ($2::int4[]))
 order by class.relname, namespace.nspname
`},d={name:"column_rights",columns:{nspname:"text",relname:"text",rolname:"text",columns:"text[]"},sql:`
select
  namespace.nspname::text as nspname,
  class.relname::text as relname,
  role.rolname::text as rolname,
  array_agg(attribute.attname::text order by attribute.attnum) as columns
from pg_catalog.pg_attribute as attribute
join pg_catalog.pg_class as class on class.oid = attribute.attrelid
join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
join pg_catalog.pg_roles as role on role.rolname::text = any ($1)
where attribute.attacl is not null and attribute.attnum > 0 and not attribute.attisdropped
  and namespace.nspname not in ('pg_catalog', 'information_schema')
  and pg_catalog.has_column_privilege(role.oid, class.oid, attribute.attnum, 'SELECT')
group by 1, 2, 3
order by 1, 2, 3
`},m=`
  case
    when attribute.atttypmod < 0 then null
    when attribute.atttypid in ('pg_catalog.varchar'::regtype, 'pg_catalog.bpchar'::regtype)
      then attribute.atttypmod * pg_catalog.pg_encoding_max_length(
        (select encoding from pg_catalog.pg_database where datname = pg_catalog.current_database())
      )
    when attribute.atttypid in ('pg_catalog.bit'::regtype, 'pg_catalog.varbit'::regtype)
      then attribute.atttypmod / 8 + 9
  end`,u=`(
  attribute.attlen = -1 and attribute.attstorage <> 'p'
  and (class.reltoastrelid <> 0 or class.relkind = 'p')
  and not (
    attribute.attstorage = 'm'
    and (select type.typstorage from pg_catalog.pg_type as type where type.oid = attribute.atttypid) = 'm'
  )
  and coalesce((
    select longest.bytes > 24 and class.relnatts * (greatest(longest.bytes, 64) + 8) + 32 > 2032
      from (select ${m} as bytes) as longest
     where longest.bytes is not null
  ), true)
)`,g={name:"columns",columns:{nspname:"text",relname:"text",attname:"text",type:"text",typname:"text",typcategory:"text",is_domain:"boolean",is_toastable:"boolean",attgenerated:"text"},sql:`
with recursive attribute as (
  select namespace.nspname::text as nspname, class.relname::text as relname, attribute.*
    from unnest($1::text[], $2::text[]) as wanted (nspname, relname)
    join pg_catalog.pg_namespace as namespace
      on namespace.nspname = wanted.nspname::name and namespace.nspname::text = wanted.nspname
    join pg_catalog.pg_class as class
      on class.relnamespace = namespace.oid
     and class.relname = wanted.relname::name and class.relname::text = wanted.relname
    join pg_catalog.pg_attribute as attribute on attribute.attrelid = class.oid
   where attribute.attnum > 0 and not attribute.attisdropped
),
behind as (
  select distinct atttypid as typid, atttypid as baseid from attribute
  union all
  select behind.typid, type.typbasetype
    from behind join pg_catalog.pg_type as type on type.oid = behind.baseid and type.typtype = 'd'
)
select
  attribute.nspname,
  attribute.relname,
  attribute.attname::text as attname,
  pg_catalog.format_type(attribute.atttypid, attribute.atttypmod) as type,
  base.typname::text as typname,
  base.typcategory::text as typcategory,
  base.oid <> attribute.atttypid as is_domain,
  ${u} as is_toastable,
  attribute.attgenerated::text as attgenerated
from attribute
join pg_catalog.pg_class as class on class.oid = attribute.attrelid
join behind on behind.typid = attribute.atttypid
join pg_catalog.pg_type as base on base.oid = behind.baseid and base.typtype <> 'd'
order by attribute.nspname, attribute.relname, attribute.attnum
`},_=`
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
)`,b=`${_},
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
)`,y={name:"delicate columns",columns:{nspname:"text",relname:"text",attname:"text",type:"text",typname:"text",typcategory:"text",is_domain:"boolean",is_key:"boolean"},sql:`
with recursive ${b},
behind as (
  select oid as typid, typbasetype as baseid from pg_catalog.pg_type where typtype = 'd'
  union all
  select behind.typid, type.typbasetype
    from behind join pg_catalog.pg_type as type on type.oid = behind.baseid and type.typtype = 'd'
)
select
  namespace.nspname::text as nspname,
  class.relname::text as relname,
  attribute.attname::text as attname,
  pg_catalog.format_type(attribute.atttypid, attribute.atttypmod) as type,
  base.typname::text as typname,
  base.typcategory::text as typcategory,
  base.oid <> attribute.atttypid as is_domain,
  key.indexrelid is not null as is_key
from relation
join pg_catalog.pg_class as class on class.oid = relation.relid
join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
join pg_catalog.pg_attribute as attribute
  on attribute.attrelid = class.oid and attribute.attnum > 0 and not attribute.attisdropped
left join pg_catalog.pg_index as key
  on key.indrelid = class.oid and key.indisprimary
     and attribute.attnum = any ((key.indkey::int2[])[0:key.indnkeyatts - 1])
left join behind on behind.typid = attribute.atttypid
join pg_catalog.pg_type as base on base.oid = coalesce(behind.baseid, attribute.atttypid) and base.typtype <> 'd'
where attribute.atttypid in ('bpchar'::pg_catalog.regtype, 'bit'::pg_catalog.regtype)
   or (key.indexrelid is not null and (attribute.attlen = -1 or behind.typid is not null)
       and attribute.atttypid not in ('text'::pg_catalog.regtype, 'varchar'::pg_catalog.regtype))
order by namespace.nspname, class.relname, attribute.attnum
`},h={name:"policies",columns:{nspname:"text",relname:"text",polname:"text",polpermissive:"boolean",polcmd:"text",roles:"text[]",using:"text?"},sql:`
with ${b}
select
  namespace.nspname::text as nspname,
  class.relname::text as relname,
  policy.polname::text as polname,
  policy.polpermissive,
  policy.polcmd::text as polcmd,
  array(
    select case when wanted.oid = 0 then 'public' else pg_catalog.pg_get_userbyid(wanted.oid)::text end
      from unnest(policy.polroles) as wanted (oid)
     order by 1
  ) as roles,
  pg_catalog.pg_get_expr(policy.polqual, policy.polrelid) as using
from relation
join pg_catalog.pg_policy as policy on policy.polrelid = relation.relid
join pg_catalog.pg_class as class on class.oid = policy.polrelid
join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
order by namespace.nspname, class.relname, policy.polname
`},f={name:"publication",columns:{exists:"boolean",puballtables:"boolean?",pubinsert:"boolean?",pubupdate:"boolean?",pubdelete:"boolean?",pubtruncate:"boolean?",pubviaroot:"boolean?",schemas:"text[]",other_publications:"text[]"},sql:`
select
  publication.oid is not null as exists,
  publication.puballtables,
  publication.pubinsert,
  publication.pubupdate,
  publication.pubdelete,
  publication.pubtruncate,
  publication.pubviaroot,
  array(
    select namespace.nspname::text
      from pg_catalog.pg_publication_namespace as member
      join pg_catalog.pg_namespace as namespace on namespace.oid = member.pnnspid
     where member.pnpubid = publication.oid
     order by namespace.nspname
  ) as schemas,
  array(
    select other.pubname::text
      from pg_catalog.pg_publication as other
     where other.pubname::text <> wanted.pubname
     order by other.pubname
  ) as other_publications
from (select $1::text as pubname) as wanted
left join pg_catalog.pg_publication as publication on publication.pubname::text = wanted.pubname
`},x={name:"relations",columns:{nspname:"text",relname:"text",relkind:"text",relpersistence:"text",relreplident:"text",relrowsecurity:"boolean",published:"boolean",published_root_nspname:"text?",published_root_relname:"text?",identity_index:"text?",primary_key:"text[]?",primary_key_deferrable:"boolean?",column_list:"text[]?",row_filter:"text?",identity_index_columns:"text[]?",ancestor_nspnames:"text[]?",ancestor_relnames:"text[]?",secured_above:"integer?",heir_nspnames:"text[]?",heir_relnames:"text[]?",toastable_columns:"text[]?",generated_columns:"text[]?",schema_roles:"text[]",select_roles:"text[]"},sql:`
with ${b},
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
  select array_agg(attribute.attname::text) filter (where ${u}) as toastable,
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
`},w={name:"roles",columns:{rolname:"text",exists:"boolean",bypasses:"boolean",server_version_num:"integer"},sql:`
select
  wanted.rolname,
  role.oid is not null as exists,
  coalesce(role.rolsuper or role.rolbypassrls, false) as bypasses,
  pg_catalog.current_setting('server_version_num')::int as server_version_num
from unnest(array[''] || $1::text[]) with ordinality as wanted (rolname, position)
left join pg_catalog.pg_roles as role on role.rolname::text = wanted.rolname
order by wanted.position
`},k={name:"senders",columns:{pubname:"text",pubupdate:"boolean",pubdelete:"boolean",pubviaroot:"boolean",sends_generated:"boolean",all_tables:"boolean",nspname:"text?",relname:"text?",column_list:"text[]?",filter_columns:"text[]?"},sql:`
with sent as (
  select oid as pubid, null::oid as nspid, null::oid as relid, null::int2[] as attrs, null::pg_node_tree as qual
    from pg_catalog.pg_publication where puballtables
  union all
  select pnpubid, pnnspid, null, null, null from pg_catalog.pg_publication_namespace
  union all
  select prpubid, null, prrelid, prattrs::int2[], prqual from pg_catalog.pg_publication_rel
)
select
  publication.pubname::text as pubname,
  publication.pubupdate,
  publication.pubdelete,
  publication.pubviaroot,
  coalesce(pg_catalog.to_jsonb(publication) ->> 'pubgencols', 'n') = 's' as sends_generated,
  sent.nspid is null and sent.relid is null as all_tables,
  namespace.nspname::text as nspname,
  class.relname::text as relname,
  case when sent.attrs is not null then array(
    select attribute.attname::text
      from pg_catalog.pg_attribute as attribute
     where attribute.attrelid = sent.relid and attribute.attnum = any (sent.attrs)
     order by attribute.attnum
  ) end as column_list,
  case when sent.qual is not null then array(
    select attribute.attname::text
      from pg_catalog.pg_attribute as attribute
     where attribute.attrelid = sent.relid and attribute.attnum in (
       select found[1]::int2 from pg_catalog.regexp_matches(sent.qual::text, ':varattno ([0-9]+)', 'g') as found
     )
     order by attribute.attnum
  ) end as filter_columns
from sent
join pg_catalog.pg_publication as publication on publication.oid = sent.pubid
left join pg_catalog.pg_class as class on class.oid = sent.relid
left join pg_catalog.pg_namespace as namespace on namespace.oid = coalesce(sent.nspid, class.relnamespace)
order by publication.pubname, namespace.nspname, class.relname
`},j={name:"statistics",columns:{nspname:"text",relname:"text",rows:"text",table_bytes:"text",toast_bytes:"text",row_bytes:"text?",updates:"text",deletes:"text"},sql:`
with ${_}
select
  namespace.nspname::text as nspname,
  class.relname::text as relname,
  class.reltuples::bigint::text as rows,
  pg_catalog.pg_relation_size(class.oid)::text as table_bytes,
  case when class.reltoastrelid = 0 then 0 else pg_catalog.pg_relation_size(class.reltoastrelid) end::text as toast_bytes,
  (
    select sum(stats.avg_width)
      from pg_catalog.pg_stats as stats
     where stats.schemaname = namespace.nspname and stats.tablename = class.relname and not stats.inherited
  )::text as row_bytes,
  coalesce(pg_catalog.pg_stat_get_tuples_updated(class.oid), 0)::text as updates,
  coalesce(pg_catalog.pg_stat_get_tuples_deleted(class.oid), 0)::text as deletes
from sent
join pg_catalog.pg_class as class on class.oid = sent.relid and class.relkind = 'r' and class.reltuples > 0
join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
`};var v=a(9738),$=a(1138);let q={name:"filter values",columns:{asked:"text"},sql:"select pg_catalog.set_config('realtime_guard.asked', $1, false) as asked"},S={name:"filter values",columns:{},sql:`
do language plpgsql $realtime_guard$
declare
  asked record;
  type_name text;
  symbol text;
  is_taken boolean;
  answers jsonb[] := '{}';
begin
  for asked in
    select value.ordinality - 1 as place, value.item ->> 'operator' as operator, value.item ->> 'value' as literal,
           attribute.atttypid
      from pg_catalog.jsonb_array_elements(pg_catalog.current_setting('realtime_guard.asked')::jsonb)
           with ordinality as value (item, ordinality)
      join pg_catalog.pg_namespace as namespace
        on namespace.nspname = (value.item ->> 'nspname')::name and namespace.nspname::text = value.item ->> 'nspname'
      join pg_catalog.pg_class as class
        on class.relnamespace = namespace.oid
           and class.relname = (value.item ->> 'relname')::name and class.relname::text = value.item ->> 'relname'
      join pg_catalog.pg_attribute as attribute
        on attribute.attrelid = class.oid
           and attribute.attname = (value.item ->> 'attname')::name and attribute.attname::text = value.item ->> 'attname'
           and attribute.attnum > 0 and not attribute.attisdropped
     order by 1
  loop
    begin
      is_taken := false;
      type_name := asked.atttypid::pg_catalog.regtype::text;
      symbol := case asked.operator
        when 'eq' then '=' when 'neq' then '<>' when 'lt' then '<' when 'lte' then '<=' when 'gt' then '>' when 'gte' then '>='
        when 'like' then '~~' when 'ilike' then '~~*' when 'match' then '~' when 'imatch' then '~*' else '=' end;
      if asked.operator in ('like', 'ilike', 'match', 'imatch') then
        if not exists (
          select from pg_catalog.pg_operator
           where oprleft = asked.atttypid
             and case asked.operator
                   when 'match' then oprname = '~' and oprright = asked.atttypid and oprresult = 'boolean'::pg_catalog.regtype
                   when 'imatch' then oprname = '~*' and oprright = asked.atttypid and oprresult = 'boolean'::pg_catalog.regtype
                   else oprname = '~~'
                 end
        ) then
          raise exception 'operator % requires a text-compatible column type, got %', asked.operator, type_name;
        end if;
        if asked.operator in ('match', 'imatch') and asked.literal is not null then
          perform '' ~ asked.literal;
        end if;
      elsif asked.literal is not null then
        execute pg_catalog.format('select pg_catalog.to_jsonb(%L::%s)', asked.literal,
          case asked.operator when 'in' then (type_name || '[]')::pg_catalog.regtype::text else type_name end);
      end if;
      is_taken := true;
      execute pg_catalog.format(
        case asked.operator
          when 'in' then 'select from (select null::%1$s as v) as t where false and v %2$s any (null::%1$s[])'
          when 'isdistinct' then 'select from (select null::%1$s as v) as t where false and v is distinct from v'
          else 'select from (select null::%1$s as v) as t where false and v %2$s v'
        end, type_name, symbol);
      answers := answers || pg_catalog.jsonb_build_object('place', asked.place);
    exception
      when undefined_function then
        answers := answers || case
          when not is_taken
            then pg_catalog.jsonb_build_object('place', asked.place, 'code', sqlstate, 'message', sqlerrm)
          when exists (
            select from pg_catalog.pg_operator
             where oprname = symbol and oprleft = asked.atttypid and oprright = asked.atttypid
          ) then pg_catalog.jsonb_build_object('place', asked.place)
          else pg_catalog.jsonb_build_object('place', asked.place, 'raises', sqlerrm)
        end;
      when others then
        answers := answers || pg_catalog.jsonb_build_object('place', asked.place, 'code', sqlstate, 'message', sqlerrm);
    end;
  end loop;
  perform pg_catalog.set_config('realtime_guard.answered', pg_catalog.to_jsonb(answers)::text, false);
end $realtime_guard$`},I={name:"filter values",columns:{place:"integer",code:"text?",message:"text?",raises:"text?"},sql:`
select (answer.item ->> 'place')::integer as place, answer.item ->> 'code' as code, answer.item ->> 'message' as message,
       answer.item ->> 'raises' as raises
  from pg_catalog.jsonb_array_elements(pg_catalog.current_setting('realtime_guard.answered')::jsonb) as answer (item)`},E={name:"savepoint",columns:{},sql:"savepoint realtime_guard"},C={name:"savepoint",columns:{},sql:"rollback to savepoint realtime_guard"};function M({relation:e,column:t,value:a}){return!/[\0\p{Surrogate}]/u.test([e.schema,e.name,t,a??""].join(" "))}let N={kind:"unknown",reason:"the filter holds a character that no text can have"};function O(e){return{kind:"unknown",reason:e}}function A(e,t){return new Map([...(0,l.$)(e,Y)].map(([e,a])=>[e,a.map(t)]))}function L(e){return{...P(e),isKey:e.is_key}}function P(e){return{name:e.attname,type:e.type,baseType:e.typname,category:e.typcategory,isDomain:e.is_domain}}function R(e){return{...P(e),isToastable:e.is_toastable,generated:"s"===e.attgenerated?"stored":"v"===e.attgenerated?"virtual":null}}let z={"*":"all",r:"select",a:"insert",w:"update",d:"delete"};function T(e){let t=z[e.polcmd];if(void 0===t)throw Error(`polcmd "${e.polcmd}" of policy ${e.polname} is not known`);return{name:e.polname,isPermissive:e.polpermissive,command:t,roles:e.roles,using:e.using}}function Y({nspname:e,relname:t}){return(0,n.Yb)({schema:e,name:t})}let B=["r","p","v","m","f"],D=["p","u","t"],J=["d","n","f","i"];function W(e,t){return(e??[]).map((e,a)=>({schema:e,name:t?.[a]??""}))}function F(e,t,a,n){let s=e.find(e=>e===t);if(void 0===s)throw Error(`${a} "${t}" of ${n.nspname}.${n.relname} is not known`);return s}async function G(e,t){let a,m,u,_,{publication:b,subscriptions:P,roles:z,others:G=[],hasStatistics:K}=t,V=[...new Map(P.filter(e=>!(0,s.z2)(e)).map(({schema:e,table:t})=>({schema:e,name:t})).map(e=>[(0,n.Yb)(e),e])).values()],[X,H]=U(V),[Q,Z]=U([...V,...G]),[ee,et,ea,en,es,el,er,eo,ei,ep]=await Promise.all([e.query(f,[b]),e.query(x,[b,Q,Z,z]),e.query(g,[X,H]),e.query(y,[b,Q,Z]),e.query(k,[]),e.query(h,[b,Q,Z]),e.query(d,[z]),e.query(w,[z]),K?e.query(j,[b]):[],async function(e,t){let a=(0,v.du)(t),n=a.filter(M);if(0===n.length)return a.map(e=>({...e,answer:N}));let s=n.map(({relation:e,column:t,operator:a,value:n})=>({nspname:e.schema,relname:e.name,attname:t,operator:a,value:n})),l=e.query(E,[]).catch(()=>[]),r=Promise.all([e.query(q,[JSON.stringify(s)]),e.query(S,[]),e.query(I,[])]).then(([,,e])=>{let t;return t=new Map(e.map(e=>[e.place,e])),new Map(n.map((e,a)=>{let n=t.get(a);return[e,void 0===n?O("there is no such column"):function({code:e,message:t,raises:a}){return null===e?null===a?{kind:"accepted"}:{kind:"accepted",raises:a}:/^(?:42501|42704|42883|3F000|25...|5[378]...)$/.test(e)?O(t??e):{kind:"refused",says:t??e}}(n)]}))},e=>new Map(n.map(t=>[t,O((0,$.bD)(e))]))),o=e.query(C,[]).catch(()=>[]),[i]=await Promise.all([r,l,o]);return a.map(e=>({...e,answer:i.get(e)??N}))}(e,P)]),[ec,...ed]=eo;if(void 0===ec)throw Error("query roles returned no row");let em={sendersOf:(a=es.filter(e=>e.all_tables),m=(0,l.$)(es.filter(e=>!e.all_tables&&null===e.relname),e=>e.nspname??""),u=(0,l.$)(es.filter(e=>null!==e.relname),e=>(0,n.Yb)({schema:e.nspname??"",name:e.relname??""})),_=e=>[...u.get((0,n.Yb)(e))??[],...m.get(e.schema)??[]],e=>{if(!function({schema:e,relkind:t,relpersistence:a}){return("r"===t||"p"===t)&&"p"===a&&!r.includes(e)}(e))return[];let t=_(e),n=e.ancestors.map(_),s=new Map;for(let e of[...t,...n.flat(),...a]){var l;if(s.has(e.pubname))continue;let a=t=>t.pubname===e.pubname,r=e.pubviaroot?n.findLast(e=>e.some(a)):void 0;s.set(e.pubname,(l=(r??t).find(a),{publication:e.pubname,sendsUpdates:e.pubupdate,sendsDeletes:e.pubdelete,columnList:l?.column_list??null,filterColumns:l?.filter_columns??[],sendsGenerated:e.sends_generated}))}return[...s.values()].sort((e,t)=>e.publication<t.publication?-1:1)}),policies:A(el,T),columns:A(ea,R),delicateColumns:A(en,L),statistics:new Map(ei.map(e=>{var t;return[Y(e),{rows:Number((t=e).rows),tableBytes:Number(t.table_bytes),toastBytes:Number(t.toast_bytes),averageRowBytes:null===t.row_bytes?null:Number(t.row_bytes),updates:Number(t.updates),deletes:Number(t.deletes)}]})),columnRights:new Map([...A(er,({rolname:e,columns:t})=>[e,t])].map(([e,t])=>[e,new Map(t)])),roles:ed.map(({rolname:e,exists:t,bypasses:a})=>({name:e,exists:t,bypassesRowSecurity:a}))},eu=et.map(e=>{var t,a;let s,l,r,o,i,p;return s={schema:e.nspname,name:e.relname},l=(0,n.Yb)(s),r=W(e.ancestor_nspnames,e.ancestor_relnames),o=F(B,e.relkind,"relkind",e),i=F(D,e.relpersistence,"relpersistence",e),p=em.sendersOf({...s,relkind:o,relpersistence:i,ancestors:r}),{schema:s.schema,name:s.name,relkind:o,relpersistence:i,relreplident:F(J,e.relreplident,"relreplident",e),identityIndex:e.identity_index,identityIndexColumns:e.identity_index_columns??[],primaryKey:null===e.primary_key?null:{columns:e.primary_key,deferrable:!0===e.primary_key_deferrable},rowSecurity:e.relrowsecurity,rowSecurityAbove:r[e.secured_above??-1]??null,policies:em.policies.get(l)??[],rights:em.roles.filter(({exists:e})=>e).map(({name:t})=>({role:t,schemaUsage:e.schema_roles.includes(t),selectsAll:e.select_roles.includes(t),columns:em.columnRights.get(l)?.get(t)??[]})),columns:em.columns.get(l)??null,toastableColumns:e.toastable_columns??[],delicateColumns:em.delicateColumns.get(l)??[],generatedColumns:e.generated_columns??[],inheritedBy:W(e.heir_nspnames,e.heir_relnames),statistics:em.statistics.get(l)??null,published:e.published,publishedThrough:(t=e.published_root_nspname,a=e.published_root_relname,null===t||null===a?null:{schema:t,name:a}),partitionRoot:r.at(-1)??null,columnList:e.column_list,rowFilter:e.row_filter,columnListPublications:p.filter(({columnList:e,sendsUpdates:t,sendsDeletes:a})=>null!==e&&(t||a)).map(({publication:e})=>e),senders:p,confidence:"live",createdAt:null,publishedAt:null,identityAt:null}}),eg=new Set(eu.map(n.Yb)),e_=V.filter(e=>!eg.has((0,n.Yb)(e)));return{publication:function(e,t){if(void 0===t)throw Error("query publication returned no row");return t.exists?{exists:!0,name:e,allTables:!0===t.puballtables,schemas:t.schemas,publishes:{insert:!0===t.pubinsert,update:!0===t.pubupdate,delete:!0===t.pubdelete,truncate:!0===t.pubtruncate},viaPartitionRoot:!0===t.pubviaroot}:{exists:!1,name:e,otherPublications:t.other_publications}}(b,ee[0]),relations:eu,majorVersion:Math.floor(ec.server_version_num/1e4),roles:em.roles,filterValues:ep,similarNames:0===e_.length?[]:await async function(e,t){var a;let n=t.map(({name:e})=>e.toLowerCase());return a=(await e.query(c,[n,function(e){let t=new Set;for(let a of e){let e=[...a].length,n=(0,i.g)(a);for(let a=e-n;a<=e+n;a+=1)t.add(a)}return[...t]}(n)])).map(({nspname:e,relname:t})=>({schema:e,name:t})),t.slice(0,100).map(e=>{let t=a.map(t=>({candidate:t,rank:function(e,t){if(p.has(t.schema)&&t.schema!==e.schema)return 1/0;let a=e.name.toLowerCase(),n=(0,i.g)(a);if(Math.abs(t.name.length-a.length)>n)return 1/0;let s=(0,o.Io)(a,t.name.toLowerCase());return s>n?1/0:s+.5*(t.schema!==e.schema)+.25*(t.name!==e.name)}(e,t)})).filter(({rank:e})=>e<1/0).sort((e,t)=>e.rank-t.rank);return{wanted:e,candidates:t.slice(0,3).map(({candidate:e})=>e)}})}(e,e_)}}function U(e){return[e.map(({schema:e})=>e),e.map(({name:e})=>e)]}}),6637:(function(e,t,a){a.d(t,{r:()=>l});let n={name:"block input",columns:{input:"text"},sql:"select pg_catalog.set_config('realtime_guard.input', $1::text, false) as input"},s={name:"block output",columns:{output:"text"},sql:"select pg_catalog.current_setting('realtime_guard.output') as output"};async function l(e,t,a){let[,,[l]]=await Promise.all([e.query(n,[JSON.stringify(a)]),e.query(t,[]),e.query(s,[])]);if(void 0===l)throw Error(`block ${t.name} returned no row`);return JSON.parse(l.output)}}),9738:(function(e,t,a){a.d(t,{Bw:()=>i,du:()=>o,uK:()=>r});var n=a(5936),s=a(8547),l=a(1081);function r({operator:e,value:t}){if("in"===e)return`{${t.slice(1,-1)}}`;let a=/^"((?:[^"\\]|\\[\s\S])*)"$/.exec(t)?.[1];return void 0===a?t:a.replace(/\\([\s\S])/g,"$1")}function o(e){let t=new Map;for(let a of e){let{schema:e,table:s,filter:r,sdk:o}=a;if(null===r||(0,l.z2)(a))continue;let i=(0,n.aN)(r,!1);if(i.accepted)for(let a of i.conditions){if("is"===a.operator)continue;let l=(0,n.dI)(a.value)&&"declared"!==o,r=p({schema:e,name:s},a,l);t.set(c(r),r)}}return[...t.values()]}let i=(0,s.k)(e=>{let t=new Map(e.map(e=>[c(e),e.answer])),a=e=>t.get(c(e))??null;return(e,t)=>a(p(e,t,!1))??((0,n.dI)(t.value)?a(p(e,t,!0)):null)});function p({schema:e,name:t},a,n){let{column:s,operator:l}=a;return{relation:{schema:e,name:t},column:s,operator:l,value:n?null:r(a)}}function c({relation:{schema:e,name:t},column:a,operator:n,value:s}){let l=`${e.length} ${t.length} ${a.length}`;return`${l} ${n}${null===s?"?":"="}${e}${t}${a}${s??""}`}}),7619:(function(e,t,a){function n(e,t){let a=new Map;for(let n of e)s(a,t(n),n);return a}function s(e,t,a){let n=e.get(t);void 0===n?e.set(t,[a]):n.push(a)}a.d(t,{$:()=>n,D:()=>s})}),5936:(function(e,t,a){a.d(t,{DF:()=>o,aN:()=>r,dI:()=>l,uz:()=>i});let n=["eq","neq","lt","lte","gt","gte","in","like","ilike","is","match","imatch","isdistinct"],s=RegExp(`^(?:\\w+\\.(?:not\\.)?(?:${n.join("|")})\\.|(?:not\\.)?(?:or|and)\\()`);function l(e){return e.includes("{}")}function r(e,t){let a=[];if(""===e.trim())return{accepted:!0,conditions:a};for(let r of function(e){if(!p.test(e))return e.split(",");let t=[],[a,n,s]=[0,0,!1];for(let l=0;l<e.length;l+=1){let r=e.charAt(l);s?"\\"===r?l+=1:'"'===r&&(s=!1):'"'===r?s=l>a&&".(,".includes(e.charAt(l-1)):"("===r?n+=1:")"===r?n=Math.max(0,n-1):","===r&&0===n&&(t.push(e.slice(a,l)),a=l+1)}return[...t,e.slice(a)]}(e.trim())){let e=function(e,t){if(""===e)return{reason:"filter must not contain empty segments (check for extra commas)"};let a=e=>!t&&l(e),[r,o]=c(e,"=");if(a(r)&&!s.test(r))return"unknown";if(null===o)return{reason:d([r])};let i=o.startsWith("not."),[p,m]=c(i?o.slice(4):o,".");return a(p)?"unknown":null===m?{reason:d([p])}:n.includes(p)?"in"===p&&!function(e,t){let a=e.startsWith("(")||t(e)&&e.startsWith("{}"),n=e.endsWith(")")||t(e)&&e.endsWith("{}");return a&&n&&(e.length>=2||t(e))}(m,a)?{reason:"`in` filter value must be wrapped by parentheses"}:{column:r,operator:p,isNegated:i,value:m}:{reason:d([p,m])}}(r.trim(),t);if("unknown"===e)break;if("reason"in e)return{accepted:!1,reason:`Error parsing \`filter\` params: ${e.reason}`};a.push(e)}return{accepted:!0,conditions:a}}function o(e){let t=e.slice(1,-1),a=t.replace(/"(?:[^"\\]|\\[\s\S])*(?:"|$)/g,"").split(",").length;return""===t?0:a}function i(e){let t=e.slice(1,-1);return""===t.trim()?[]:(t.match(/(?:"(?:[^"\\]|\\[\s\S])*(?:"|$)|\\[\s\S]|[^",\\])+|(?<=,|^)(?=,|$)/g)??[]).map(e=>e.trim().replace(/\\([\s\S])|"/g,"$1"))}let p=/["()]/;function c(e,t){let a=e.indexOf(t);return a<0?[e,null]:[e.slice(0,a),e.slice(a+t.length)]}function d(e){return`[${e.map(e=>JSON.stringify(e)).join(", ")}]`}})};