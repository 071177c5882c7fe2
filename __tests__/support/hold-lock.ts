import pg from 'pg';
import type { Verdict } from '../../src/model/verdict.js';
import { check } from './check.js';
import type { TestDatabase } from './databases.js';

/** Runs a check while another session holds the catalogue, so that the check waits in the middle of reading. */
async function checkWhileHeld(
  database: TestDatabase,
  meanwhile: (other: pg.Client) => Promise<void>,
): Promise<Verdict> {
  const other = new pg.Client({ connectionString: database.url, ssl: false });
  await other.connect();
  try {
    await other.query('begin; lock table pg_catalog.pg_publication in access exclusive mode');
    const [verdict] = await Promise.all([check(database.url), meanwhile(other)]);
    return verdict;
  } finally {
    await other.end();
  }
}

/** Until the check's lock_timeout ends it. */
export function checkWhileLocked(database: TestDatabase): Promise<Verdict> {
  return checkWhileHeld(database, async () => {});
}

/** Until the check's session is ended by an administrator. */
export function checkWhileCut(database: TestDatabase): Promise<Verdict> {
  return checkWhileHeld(database, async (other) => {
    // pg_locks is live; pg_stat_activity would show one moment for the whole transaction.
    const cut = `select pg_terminate_backend(pid) from pg_locks
      where not granted and relation = 'pg_catalog.pg_publication'::regclass`;
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await other.query(cut)).rowCount !== 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('the check never waited for the lock');
  });
}
