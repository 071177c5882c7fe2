do $$ begin if to_regnamespace('pgtle') is null then create schema pgtle; end if; end $$;
-- Nothing is installed: an extension that comes this way is unknown to CREATE EXTENSION.
create function pgtle.install_extension(
  name text, version text, description text, ext text, requires text[] default null
) returns boolean language sql as $$ select true $$;
create function pgtle.install_extension_version_sql(name text, version text, ext text)
returns boolean language sql as $$ select true $$;
create function pgtle.uninstall_extension(extname text) returns boolean language sql as $$ select true $$;
create function pgtle.uninstall_extension_if_exists(extname text) returns boolean language sql as $$ select true $$;
create function pgtle.set_default_version(name text, version text) returns boolean language sql as $$ select true $$;
create function pgtle.available_extensions()
returns table (name name, default_version text, comment text) language sql as $$
  select null::name, null::text, null::text where false
$$;
