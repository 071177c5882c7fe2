-- Foreign data wrappers name these two functions of each service; they are never called.
do $$
declare
  service text;
begin
  foreach service in array array[
    'airtable', 'auth0', 'big_query', 'click_house', 'cognito', 'duckdb', 'firebase', 'hello_world', 'iceberg',
    'logflare', 'mssql', 'redis', 's3', 's3_vectors', 'stripe', 'wasm'
  ] loop
    execute format('create function %I() returns fdw_handler language internal as %L', service || '_fdw_handler', 'shell_in');
    execute format('create function %I(text[], oid) returns void language sql as %L', service || '_fdw_validator', 'select null::void');
  end loop;
end
$$;
