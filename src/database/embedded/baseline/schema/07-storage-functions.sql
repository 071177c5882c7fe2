-- What policies on storage.objects call. The functions that move files give nothing: there are no files.

create function storage.foldername(name text) returns text[] language sql immutable as $$
  select parts[1:array_length(parts, 1) - 1] from (select string_to_array(name, '/') as parts) as path
$$;
create function storage.filename(name text) returns text language sql immutable as $$
  select parts[array_length(parts, 1)] from (select string_to_array(name, '/') as parts) as path
$$;
create function storage.extension(name text) returns text language sql immutable as $$
  select reverse(split_part(reverse(storage.filename(name)), '.', 1))
$$;
create function storage.operation() returns text language sql stable as $$
  select current_setting('storage.operation', true)
$$;

create function storage.search(
  prefix text, bucketname text, limits integer default 100, levels integer default 1, offsets integer default 0,
  search text default '', sortcolumn text default 'name', sortorder text default 'asc'
)
returns table (
  name text, id uuid, updated_at timestamptz, created_at timestamptz, last_accessed_at timestamptz, metadata jsonb
)
language sql stable as $$
  select name, id, updated_at, created_at, last_accessed_at, metadata from storage.objects where false
$$;
create function storage.get_size_by_bucket() returns table (size bigint, bucket_id text) language sql stable as $$
  select 0::bigint, id from storage.buckets where false
$$;
create function storage.can_insert_object(bucketid text, name text, owner uuid, metadata jsonb)
returns void language sql as $$ select null::void $$;
create function storage.get_level(name text) returns integer language sql immutable as $$
  select array_length(string_to_array(name, '/'), 1)
$$;
create function storage.get_prefix(name text) returns text language sql immutable as $$
  select array_to_string(storage.foldername(name), '/')
$$;
create function storage.update_updated_at_column() returns trigger language plpgsql as $$
begin
  new.updated_at = now();
  return new;
end
$$;
create trigger update_objects_updated_at before update on storage.objects
  for each row execute function storage.update_updated_at_column();
