-- The roles of a Supabase project. Migrations grant to them, own things by them and switch to them.
-- Source: supabase/postgres, migrations/db/init-scripts and migrations/db/migrations.

create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;
create role authenticator login noinherit;

create role supabase_admin login superuser createdb createrole replication bypassrls;
create role supabase_auth_admin login noinherit createrole;
create role supabase_storage_admin login noinherit createrole;
create role supabase_functions_admin login noinherit createrole;
create role supabase_realtime_admin nologin noinherit;
create role supabase_replication_admin login replication;
create role supabase_etl_admin login replication;
create role supabase_read_only_user login bypassrls;
create role supabase_privileged_role nologin;
create role dashboard_user nologin createdb createrole replication;
create role cli_login_postgres login noinherit;

create role pgbouncer login;
create role pgsodium_keyholder nologin;
create role pgsodium_keyiduser nologin;
create role pgsodium_keymaker nologin;
create role pgtle_admin nologin;

grant anon, authenticated, service_role to authenticator, postgres, supabase_storage_admin;
grant supabase_auth_admin, supabase_storage_admin, supabase_functions_admin, supabase_realtime_admin to postgres;
grant pg_monitor, pg_signal_backend, pg_read_all_data to postgres;
