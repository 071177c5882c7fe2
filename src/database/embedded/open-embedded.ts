import { checkColumns } from '../check-columns.js';
import type { Database, Query } from '../database.js';
import { confine } from './confine.js';
import type { Engine, EngineClass } from './engine.js';
import type { EmbeddedAssets } from './read-assets.js';
import type { ReplayDatabase } from './replay-database.js';

/** Of a Supabase database, and of this one when it is opened. */
const SEARCH_PATH = '"$user", public, extensions';

/**
 * Opens a new Supabase project's database in this thread. It is in memory, sees neither files nor environment of the
 * host, has no network, and is gone when it is closed. The session is a superuser's, named postgres.
 */
export async function openEmbedded(
  engineClass: EngineClass,
  { program, programFiles, dataDirectory }: EmbeddedAssets,
): Promise<Database & ReplayDatabase> {
  const engine = await keepExitCode(() =>
    engineClass.create({
      pgliteWasmModule: program,
      fsBundle: new ReadyBlob(programFiles),
      loadDataDir: new ReadyBlob(dataDirectory),
      startParams: startParams(engineClass.defaultStartParams),
    }),
  );
  confine(engine, [programFiles, dataDirectory]);
  const { rows } = await engine.query("select pg_catalog.current_setting('server_version') as version", []);
  return new OpenEmbedded(engine, String(rows[0]?.['version']));
}

/** What the engine takes as a Blob and reads whole: 24 MB that a Blob of Node's would copy twice, 70 ms of the start. */
class ReadyBlob extends Blob {
  readonly #bytes: ArrayBuffer;

  constructor(bytes: ArrayBuffer) {
    super([]);
    this.#bytes = bytes;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(this.#bytes);
  }
}

/**
 * The engine starts with a search path of `public` on its command line, which would win over ALTER DATABASE and which
 * RESET ALL would go back to. Supabase's server has wal_level logical, without which CREATE PUBLICATION warns.
 */
function startParams(defaults: readonly string[]): readonly string[] {
  const own = defaults.filter((word, index) => ![word, defaults[index + 1]].includes('search_path=public'));
  return [...own, '-c', `search_path=${SEARCH_PATH}`, '-c', 'wal_level=logical'];
}

/** The engine sets the exit code of the process as it would its own. */
async function keepExitCode<Value>(work: () => Promise<Value>): Promise<Value> {
  const { exitCode } = process;
  try {
    return await work();
  } finally {
    process.exitCode = exitCode;
  }
}

class OpenEmbedded implements Database, ReplayDatabase {
  readonly engine: string;
  readonly #engine: Engine;
  #closing: Promise<void> | null = null;

  constructor(engine: Engine, version: string) {
    const [number = version] = version.split(' ');
    this.#engine = engine;
    this.engine = `PGlite (PostgreSQL ${number})`;
  }

  async query<Row extends object>(query: Query<Row>, parameters: readonly unknown[]): Promise<readonly Row[]> {
    const { fields, rows } = await this.#engine.query(query.sql, [...parameters]);
    checkColumns(query, fields, rows);
    // The check is what makes it true.
    return rows as readonly Row[];
  }

  async exec(sql: string): Promise<void> {
    await this.#engine.exec(sql);
  }

  async select(sql: string, parameters: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
    return (await this.#engine.query(sql, [...parameters])).rows;
  }

  close(): Promise<void> {
    this.#closing ??= keepExitCode(() => this.#engine.close()).catch(() => {});
    return this.#closing;
  }
}
