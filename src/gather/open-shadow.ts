import { attachHistory } from '../catalog/attach-history.js';
import { tryPolicies } from '../catalog/probe-policies.js';
import { readCatalog } from '../catalog/read-catalog.js';
import { historiesFor } from '../database/embedded/blame-relations.js';
import { openEmbeddedInThread } from '../database/embedded/open-in-thread.js';
import { type Replayed, replay } from '../database/embedded/replay.js';
import { EngineStopped, REPLAY_LIMITS, ReplayStopped } from '../database/embedded/replay-limits.js';
import type { ThreadDatabase } from '../database/embedded/thread-database.js';
import { readStatements } from '../migrations/read-statements.js';
import type { Asked, Catalog } from '../model/facts.js';
import type { History } from '../model/history.js';
import type { MigrationHistory } from '../model/migration.js';
import { displayText } from '../model/names.js';
import type { Options } from '../model/options.js';
import { codeOf, messageOf } from '../model/thrown.js';
import { catalogRequest, commonFacts, probeRequest } from './common-facts.js';
import type { OnProgress, Shadow } from './shadow.js';

/**
 * The newest PostgreSQL that a Supabase project runs on. The embedded one is newer, and refuses writes to a FULL table with a
 * generated column, which no project's own database does.
 */
const NEWEST_OF_SUPABASE = 17;

/**
 * Replays the migrations in the embedded database and reads the catalogue that they make. A replay that did not come to
 * its end gives unknown facts, with the line that it stopped at.
 */
export async function openShadow(
  options: Options,
  asked: Asked,
  migrations: MigrationHistory,
  onProgress: OnProgress,
): Promise<Shadow> {
  const files = migrations.files.map((file) => ({ file: file.file, statements: readStatements(file) }));
  const common = { ...commonFacts(options, asked), migrated: null, server: null, applied: null };
  let database: ThreadDatabase | null = null;
  try {
    const opened = await openEmbeddedInThread(REPLAY_LIMITS);
    database = opened;
    const replayed = await replay(opened, files, REPLAY_LIMITS, onProgress);
    const history = toHistory(migrations, replayed, options.publication);
    const read = async (): Promise<Catalog> => {
      const request = {
        ...catalogRequest(options, asked),
        others: formerMembers(history, options),
        hasStatistics: false,
      };
      const catalog = await readCatalog(opened, request);
      return attachHistory({ ...catalog, majorVersion: Math.min(catalog.majorVersion, NEWEST_OF_SUPABASE) }, history);
    };
    return {
      facts: {
        ...common,
        database: { known: true, value: { name: 'shadow', engine: opened.engine } },
        catalog: { known: true, value: await read() },
        policyProbe: { known: true, value: await tryPolicies(opened, probeRequest(options, asked)) },
        history,
      },
      apply: async (sql) => {
        await opened.exec(sql);
        return await read();
      },
      close: () => opened.close(),
    };
  } catch (error) {
    await database?.close();
    const reason = reasonOf(error);
    if (reason === null) throw error;
    const unknown = { known: false, reason } as const;
    return {
      facts: { ...common, database: unknown, catalog: unknown, policyProbe: unknown, history: null },
      apply: () => Promise.reject(error),
      close: () => Promise.resolve(),
    };
  }
}

function toHistory(
  { origin }: MigrationHistory,
  { counts, failed, events, relations }: Replayed,
  publication: string,
): History {
  return {
    origin,
    files: counts.files,
    statements: counts.statements,
    failed,
    relations: historiesFor(relations, publication),
    events: events.map(({ kind, relation, publication: of, cause, location }) => ({
      kind,
      relation,
      publication: of,
      cause,
      location,
    })),
  };
}

/** Tables that the migrations took out of the publication: whether they can go back is a question to the catalogue. */
function formerMembers({ events }: History, { publication }: Options) {
  return events.flatMap((event) =>
    event.kind === 'unpublished' && event.publication === publication && event.relation !== null ? event.relation : [],
  );
}

/** Null for a mistake of ours. */
function reasonOf(error: unknown): string | null {
  const advice = 'or check a database with database-url and shadow: off';
  if (error instanceof ReplayStopped) return `${error.message}; mend the statement, ${advice}`;
  if (error instanceof EngineStopped)
    return `the embedded database did not open: ${error.message}; try again, ${advice}`;
  // The server's own errors have a SQLSTATE: migrations can break the catalogue itself.
  if (!/^[0-9A-Z]{5}$/.test(codeOf(error))) return null;
  return `the embedded database cannot be read after the migrations: ${displayText(messageOf(error))}; mend what changes the catalogue, ${advice}`;
}
