do $$ begin if to_regnamespace('graphql') is null then create schema graphql; end if; end $$;
create function graphql.resolve(
  query text, variables jsonb default '{}', "operationName" text default null, extensions jsonb default null
) returns jsonb language sql as $$ select '{}'::jsonb $$;
create function graphql.rebuild_schema() returns void language sql as $$ select null::void $$;
create function graphql.get_schema_version() returns integer language sql as $$ select 1 $$;
create function graphql.comment_directive(comment_ text) returns jsonb language sql immutable as $$ select '{}'::jsonb $$;
