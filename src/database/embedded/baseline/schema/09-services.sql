-- What the other services of a project keep in it: GraphQL, webhooks, the history of migrations, event triggers.

create function graphql_public.graphql(
  "operationName" text default null, query text default null, variables jsonb default null,
  extensions jsonb default null
)
returns jsonb language sql as $$ select '{}'::jsonb $$;

create table supabase_functions.migrations (
  version text not null primary key,
  inserted_at timestamptz not null default now()
);
create table supabase_functions.hooks (
  id bigserial primary key,
  hook_table_id integer not null,
  hook_name text not null,
  created_at timestamptz not null default now(),
  request_id bigint
);
create function supabase_functions.http_request() returns trigger language plpgsql as $$
begin
  return new;
end
$$;

create table supabase_migrations.schema_migrations (
  version text not null primary key,
  statements text[],
  name text,
  created_by text,
  idempotency_key text unique
);
create table supabase_migrations.seed_files (path text not null primary key, hash text not null);

create function pgbouncer.get_auth(p_usename text) returns table (username text, password text) language sql as $$
  select p_usename, null::text where false
$$;

-- The event triggers themselves are left out: what they do for the services would be charged to migrations.
create function extensions.grant_pg_cron_access() returns event_trigger language plpgsql as $$ begin end $$;
create function extensions.grant_pg_graphql_access() returns event_trigger language plpgsql as $$ begin end $$;
create function extensions.grant_pg_net_access() returns event_trigger language plpgsql as $$ begin end $$;
create function extensions.pgrst_ddl_watch() returns event_trigger language plpgsql as $$ begin end $$;
create function extensions.pgrst_drop_watch() returns event_trigger language plpgsql as $$ begin end $$;
create function extensions.set_graphql_placeholder() returns event_trigger language plpgsql as $$ begin end $$;
