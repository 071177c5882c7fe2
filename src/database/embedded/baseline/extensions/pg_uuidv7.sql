create function uuid_generate_v7() returns uuid language sql volatile as $$ select uuidv7() $$;
create function uuid_v7_to_timestamptz(value uuid) returns timestamptz language sql immutable as $$
  select uuid_extract_timestamp(value)
$$;
