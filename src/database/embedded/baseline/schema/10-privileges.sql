-- Who may use what, and what the tables of migrations are granted to as they are made.

grant usage on schema public, extensions, auth, storage, realtime, graphql_public
  to postgres, anon, authenticated, service_role;
grant usage on schema supabase_functions to postgres, anon, authenticated, service_role;
grant all on schema public to postgres, supabase_admin;
grant all on all tables in schema auth, storage, realtime to postgres, service_role, dashboard_user;
grant all on all tables in schema storage to anon, authenticated;
grant select, insert on realtime.messages to anon, authenticated;
grant execute on all functions in schema auth, storage, realtime, extensions, graphql_public to public;

do $$
declare
  kind text;
  maker text;
begin
  foreach maker in array array['postgres', 'supabase_admin'] loop
    foreach kind in array array['tables', 'functions', 'sequences'] loop
      execute format(
        'alter default privileges for role %I in schema public grant all on %s to postgres, anon, authenticated, service_role',
        maker, kind
      );
    end loop;
  end loop;
end
$$;
