set lock_timeout = '5s';

-- What this runs, for those of the tables that are not in the publication yet:
-- alter publication supabase_realtime add table public.camp_conversas, public.camp_mensagens;
do $fix$
declare
  missing text;
begin
  select string_agg(format('%I.%I', wanted.schemaname, wanted.tablename), ', ')
    into missing
    from (values
      ('public', 'camp_conversas'),
      ('public', 'camp_mensagens')
    ) as wanted (schemaname, tablename)
   where not exists (
      select from pg_catalog.pg_publication_tables as member
       where member.pubname = 'supabase_realtime'
         and member.schemaname = wanted.schemaname
         and member.tablename = wanted.tablename
    );
  if missing is not null then
    execute format('alter publication %I add table %s', 'supabase_realtime', missing);
  end if;
end
$fix$;

alter table public.camp_conversas replica identity full;
alter table public.main_crm replica identity full;

reset lock_timeout;
