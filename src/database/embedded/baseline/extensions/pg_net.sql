do $$ begin if to_regnamespace('net') is null then create schema net; end if; end $$;
create type net.request_status as enum ('PENDING', 'SUCCESS', 'ERROR');
create unlogged table net.http_request_queue (
  id bigserial, method text not null, url text not null, headers jsonb, body bytea, timeout_milliseconds integer not null
);
create unlogged table net._http_response (
  id bigint, status_code integer, content_type text, headers jsonb, content text, timed_out boolean, error_msg text,
  created timestamptz not null default now()
);
-- No request is made: each answers with a number, as the original does before anything is sent.
create function net.http_get(
  url text, params jsonb default '{}', headers jsonb default '{}', timeout_milliseconds integer default 5000
) returns bigint language sql as $$ select 1::bigint $$;
create function net.http_post(
  url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{}',
  timeout_milliseconds integer default 5000
) returns bigint language sql as $$ select 1::bigint $$;
create function net.http_delete(
  url text, params jsonb default '{}', headers jsonb default '{}', timeout_milliseconds integer default 5000,
  body jsonb default null
) returns bigint language sql as $$ select 1::bigint $$;
create function net.http_collect_response(request_id bigint, async boolean default true)
returns text language sql as $$ select null::text $$;
