import { probePolicies } from '../catalog/probe-policies.js';
import { readApplied } from '../catalog/read-applied.js';
import { readCatalog } from '../catalog/read-catalog.js';
import { readServer } from '../catalog/read-server.js';
import { ConnectionError } from '../database/connection-error.js';
import { openPostgres } from '../database/open-postgres.js';
import { expectedVersions } from '../migrations/expected-versions.js';
import type { Asked, Fact, Facts } from '../model/facts.js';
import type { Connection, Options } from '../model/options.js';
import { catalogRequest, commonFacts, probeRequest } from './common-facts.js';
import { whyStale } from './stale.js';
import { waitForMigrations } from './wait-for-migrations.js';

/**
 * Facts of a database that is found as it is; unknown with the reason when it cannot be read, and when it lacks
 * migrations of this commit: what is missing in it then says nothing of the commit.
 */
export async function gatherPreview(options: Options, asked: Asked, connection: Connection): Promise<Facts> {
  const common = { ...commonFacts(options, asked), history: null, migrated: null };
  const expected = options.rules['migrations-applied'] === 'off' ? [] : expectedVersions(options.committed);
  const wait = expected.length === 0 ? 0 : options.waitForMigrations;
  try {
    if (wait > 0) await waitForMigrations(connection, expected, wait);
    const database = await openPostgres(connection);
    try {
      // Sent together; the probe comes last, as it takes the longest.
      const [catalog, server, applied, policyProbe] = await Promise.all([
        readCatalog(database, { ...catalogRequest(options, asked), hasStatistics: true }),
        known(readServer(database)),
        readApplied(database, expected, wait > 0),
        known(probePolicies(database, probeRequest(options, asked))),
      ]);
      const stale = whyStale(applied, wait);
      return {
        ...common,
        database: { known: true, value: { name: 'preview', engine: database.engine } },
        catalog: stale === null ? { known: true, value: catalog } : { known: false, reason: stale },
        server,
        applied,
        policyProbe,
      };
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    const unknown = { known: false, reason: error.message } as const;
    return { ...common, database: unknown, catalog: unknown, server: unknown, applied: null, policyProbe: unknown };
  }
}

/** A block that fails as a whole, for want of its language for example, costs its own facts only. */
async function known<Value>(read: Promise<Value>): Promise<Fact<Value>> {
  try {
    return { known: true, value: await read };
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    return { known: false, reason: error.message };
  }
}
