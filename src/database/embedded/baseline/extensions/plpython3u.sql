-- Functions are taken as they are and are never run: calling one fails.
create language plpython3u handler plpgsql_call_handler;
