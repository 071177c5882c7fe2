import pg from 'pg';
import { createDatabase } from '../scripts/local-postgres.mjs';

/** Tables a transaction: each locks itself, its index and its TOAST table; the server has room for some 6,400 locks. */
const BATCH = 500;

/**
 * Makes a database with published tables public.t1, public.t2, ..., each with a primary key.
 * @param {{ adminUrl: string }} server
 * @param {number} count
 * @param {'full' | 'default'} identity the replica identity of all of them
 * @returns {Promise<string>} the database's URL
 */
export async function createTables(server, count, identity) {
  const { url } = await createDatabase(server);
  const client = new pg.Client({ connectionString: url, ssl: false });
  try {
    await client.connect();
    await client.query('create publication supabase_realtime');
    await client.query(`
do $$
begin
  for lowest in 1..${count} by ${BATCH} loop
    for number in lowest..least(lowest + ${BATCH - 1}, ${count}) loop
      execute format('create table public.t%s (id bigint primary key, body text)', number);
      execute format('alter table public.t%s replica identity ${identity}', number);
    end loop;
    execute (
      select 'alter publication supabase_realtime add table ' || string_agg(format('public.t%s', number), ', ')
        from generate_series(lowest, least(lowest + ${BATCH - 1}, ${count})) as number
    );
    commit;
  end loop;
end
$$`);
    // As autovacuum would have done by the time anybody looks.
    await client.query('vacuum analyze pg_attribute, pg_class, pg_index, pg_namespace, pg_publication_rel');
    return url;
  } finally {
    await client.end();
  }
}

/**
 * Keeps the server from work of its own while it is measured.
 * @param {{ adminUrl: string }} server
 */
export async function keepQuiet({ adminUrl }) {
  const client = new pg.Client({ connectionString: adminUrl, ssl: false });
  try {
    await client.connect();
    await client.query('alter system set autovacuum = off');
    await client.query('select pg_reload_conf()');
  } finally {
    await client.end();
  }
}
