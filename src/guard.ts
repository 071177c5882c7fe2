import { readCatalog } from './catalog/read-catalog.js';
import { ConnectionError } from './database/connection-error.js';
import { openPostgres } from './database/open-postgres.js';
import type { Facts } from './model/facts.js';
import type { Options } from './model/options.js';
import type { Verdict } from './model/verdict.js';
import { runRules } from './rules/run-rules.js';
import { judge } from './verdict/judge.js';

/** Options in, verdict out: opens the database, reads the facts, asks every rule, judges. */
export async function guard(options: Options): Promise<Verdict> {
  const facts = await gatherFacts(options);
  const results = runRules(facts, options.rules);
  return judge(facts, results, options.failOn);
}

async function gatherFacts(options: Options): Promise<Facts> {
  const { subscriptions, publication, exceptions } = options;
  const policy = { publication, replicaIdentityFull: options.rules['replica-identity-full'] !== 'off' };
  try {
    const database = await openPostgres(options.connection);
    try {
      const catalog = await readCatalog(database, publication, subscriptions);
      return {
        database: { known: true, value: { name: 'preview', engine: database.engine } },
        catalog: { known: true, value: catalog },
        subscriptions,
        policy,
        exceptions,
      };
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    const unknown = { known: false, reason: error.message } as const;
    return { database: unknown, catalog: unknown, subscriptions, policy, exceptions };
  }
}
