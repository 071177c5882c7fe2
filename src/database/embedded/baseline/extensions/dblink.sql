create foreign data wrapper dblink_fdw;
-- Nothing is connected to.
create function dblink_connect(text) returns text language sql as $$ select 'OK'::text $$;
create function dblink_connect(text, text) returns text language sql as $$ select 'OK'::text $$;
create function dblink_disconnect() returns text language sql as $$ select 'OK'::text $$;
create function dblink_disconnect(text) returns text language sql as $$ select 'OK'::text $$;
create function dblink_exec(text) returns text language sql as $$ select 'OK'::text $$;
create function dblink_exec(text, text) returns text language sql as $$ select 'OK'::text $$;
create function dblink(text) returns setof record language internal as 'shell_in';
create function dblink(text, text) returns setof record language internal as 'shell_in';
