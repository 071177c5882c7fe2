import type { Query } from '../../database/database.js';

/** What the block leaves: the versions the database has had, or why there are none to read. */
export interface AppliedRows {
  readonly state: 'read' | 'absent' | 'not-readable';
  readonly reason: string | null;
  /** The name is null in a table that an old CLI made. */
  readonly rows: readonly { readonly version: string; readonly name: string | null }[];
}

/** Leaves an AppliedRows of supabase_migrations.schema_migrations. Row security would hide rows without a word. */
export const appliedBlock: Query<object> = {
  name: 'applied migrations',
  columns: {},
  sql: `
do $block$
declare
  kept constant oid := (
    select class.oid
      from pg_catalog.pg_class as class
      join pg_catalog.pg_namespace as namespace on namespace.oid = class.relnamespace
     where namespace.nspname = 'supabase_migrations' and class.relname = 'schema_migrations');
  is_named constant boolean := exists (
    select from pg_catalog.pg_attribute where attrelid = kept and attname = 'name' and not attisdropped);
  state text := 'read';
  reason text;
  read jsonb := '[]';
begin
  if kept is null then
    state := 'absent';
  else
    begin
      if pg_catalog.row_security_active(kept) then
        raise insufficient_privilege using message = 'row security hides rows of table schema_migrations';
      end if;
      execute pg_catalog.format(
        $query$select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('version', version, 'name', %s)), '[]')
                 from supabase_migrations.schema_migrations$query$,
        case when is_named then 'name' else 'null::text' end) into read;
    exception when others then
      state := 'not-readable';
      reason := sqlerrm;
    end;
  end if;
  perform pg_catalog.set_config('realtime_guard.output', pg_catalog.jsonb_build_object(
    'state', state, 'reason', reason, 'rows', read)::text, false);
end
$block$`,
};
