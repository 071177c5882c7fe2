import { readCatalog } from '../catalog/read-catalog.js';
import { ConnectionError } from '../database/connection-error.js';
import { openPostgres } from '../database/open-postgres.js';
import type { Asked, Facts } from '../model/facts.js';
import type { Connection, Options } from '../model/options.js';
import { commonFacts } from './common-facts.js';

/** Facts of a database that is found as it is; unknown with the reason when it cannot be read. */
export async function gatherPreview(options: Options, asked: Asked, connection: Connection): Promise<Facts> {
  const common = { ...commonFacts(options, asked), history: null, migrated: null };
  try {
    const database = await openPostgres(connection);
    try {
      const catalog = await readCatalog(database, options.publication, asked.subscriptions);
      return {
        ...common,
        database: { known: true, value: { name: 'preview', engine: database.engine } },
        catalog: { known: true, value: catalog },
      };
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    const unknown = { known: false, reason: error.message } as const;
    return { ...common, database: unknown, catalog: unknown };
  }
}
