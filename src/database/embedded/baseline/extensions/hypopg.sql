create function hypopg_reset() returns void language sql as $$ select null::void $$;
create function hypopg_create_index(sql_order text, out indexrelid oid, out indexname text)
returns setof record language sql as $$ select null::oid, null::text where false $$;
