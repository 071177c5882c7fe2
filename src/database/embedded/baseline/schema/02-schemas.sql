-- The schemas, and the extensions that are there before anybody asks. pgjwt, pgsodium, pg_cron and pg_net are not part
-- of every new project; they are enabled in the dashboard, which migrations then rely on without saying so.

create schema extensions;
create schema auth authorization supabase_auth_admin;
create schema storage authorization supabase_admin;
create schema realtime authorization supabase_admin;
create schema _realtime;
create schema _analytics;
create schema graphql_public authorization supabase_admin;
create schema supabase_functions authorization supabase_admin;
create schema supabase_migrations;
create schema pgbouncer authorization pgbouncer;

create extension "uuid-ossp" with schema extensions;
create extension pgcrypto with schema extensions;
create extension pg_stat_statements with schema extensions;
create extension pgjwt with schema extensions;
create extension pg_net with schema extensions;
create extension supabase_vault;
create extension pg_graphql;
create extension pgsodium;
create extension pg_cron;
