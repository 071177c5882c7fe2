-- Functions are taken as they are and are never run: calling one fails.
create trusted language plv8 handler plpgsql_call_handler;
