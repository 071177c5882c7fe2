import { ConnectionError } from '../database/connection-error.js';
import type { Database } from '../database/database.js';
import { openPostgres } from '../database/open-postgres.js';
import { expectedVersions } from '../migrations/expected-versions.js';
import type { Asked, Facts } from '../model/facts.js';
import type { Connection, Options } from '../model/options.js';
import { commonFacts } from './common-facts.js';
import { whyStale } from './stale.js';

/** A connection that failed while the source was read for so long may have wanted no more than an answer of ours. */
const LONG_READING_MS = 5_000;

/** A database that is found as it is. */
export interface Preview {
  /**
   * Its facts; unknown with the reason when it cannot be read, and when it lacks migrations of this commit: what is
   * missing in it then says nothing of the commit.
   * @param whileItAnswers work of ours that has time until then
   */
  gather(asked: Asked, whileItAnswers: () => Promise<unknown>): Promise<Facts>;
  /** Never throws, may be called twice. */
  close(): Promise<void>;
}

/**
 * Begins to connect at once, so that the source can be read meanwhile: over a network that is most of what a database
 * takes. What asks it is loaded in that time, too.
 */
export function connectPreview(options: Options, connection: Connection): Preview {
  const expected = options.rules['migrations-applied'] === 'off' ? [] : expectedVersions(options.committed);
  const wait = expected.length === 0 ? 0 : options.waitForMigrations;
  const began = Date.now();
  const early = wait > 0 ? null : openPostgres(connection);
  // It may fail while the source is read, and is asked about only then.
  early?.catch(() => {});
  const asking = import('./read-preview.js');
  const close = async (): Promise<void> => {
    await early?.then(
      (database) => database.close(),
      () => {},
    );
  };

  const open = async (readMs: number): Promise<Database> => {
    if (early === null) {
      const { waitForMigrations } = await import('./wait-for-migrations.js');
      await waitForMigrations(connection, expected, wait);
      return await openPostgres(connection);
    }
    return await early.catch(async (error) => {
      if (readMs < LONG_READING_MS) throw error;
      return await openPostgres(connection);
    });
  };

  const gather = async (asked: Asked, whileItAnswers: () => Promise<unknown>): Promise<Facts> => {
    const common = { ...commonFacts(options, asked), history: null, migrated: null };
    try {
      const [database, { readPreview }] = await Promise.all([open(Date.now() - began), asking]);
      try {
        const [{ catalog, server, applied, policyProbe }] = await Promise.all([
          readPreview(database, { options, asked, expected, isAwaited: wait > 0 }),
          whileItAnswers(),
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
  };
  return { gather, close };
}
