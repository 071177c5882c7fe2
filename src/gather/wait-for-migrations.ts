import { setTimeout as sleep } from 'node:timers/promises';
import { readApplied } from '../catalog/read-applied.js';
import { openPostgres } from '../database/open-postgres.js';
import type { ExpectedVersion } from '../migrations/expected-versions.js';
import type { Connection } from '../model/options.js';

const EVERY_MS = 2_000;

/**
 * Waits until the database has the migrations, or the time is over. Each look is a connection of its own: none is kept
 * open idle, and a transaction that began before would hold back vacuum. A database that cannot be reached is not waited
 * for, because many attempts with a wrong password get the runner's address banned.
 * @throws ConnectionError from the database
 */
export async function waitForMigrations(
  connection: Connection,
  expected: readonly ExpectedVersion[],
  seconds: number,
): Promise<void> {
  const end = performance.now() + seconds * 1_000;
  for (;;) {
    const database = await openPostgres(connection);
    try {
      const applied = await readApplied(database, expected, true);
      if (!applied.compared || applied.missing.length === 0) return;
    } finally {
      await database.close();
    }
    const left = end - performance.now();
    if (left <= 0) return;
    await sleep(Math.min(EVERY_MS, left));
  }
}
