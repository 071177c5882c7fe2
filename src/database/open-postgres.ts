import type { Client, ClientConfig, QueryResult } from 'pg';
import type { Connection } from '../model/options.js';
import { checkColumns } from './check-columns.js';
import { ConnectionError } from './connection-error.js';
import type { Database, Query } from './database.js';
import { diagnose } from './diagnose-connection.js';
import { loadDriver } from './load-driver.js';

const CONNECT_MS = 10_000;
/** Longer than the server's own limit, so that the server's clearer error comes first. */
const ANSWER_MS = 25_000;
const OLDEST_SUPPORTED = 150_000;

// The limits are SET LOCAL and not startup parameters, which PgBouncer refuses; everything is read in one transaction,
// so that all facts are of one moment, and nothing can be written whatever the query.
const BEGIN = `begin transaction read only;
set local statement_timeout = '20s';
set local lock_timeout = '5s';
set local idle_in_transaction_session_timeout = '30s';
select pg_catalog.current_setting('server_version_num') as num, pg_catalog.current_setting('server_version') as text`;

/**
 * Opens one connection and a read-only transaction on it, closed on every path.
 * @throws ConnectionError with a diagnosis
 */
export async function openPostgres(connection: Connection): Promise<Database> {
  const PgClient = await loadDriver();
  const client = new PgClient(clientConfig(connection));
  // A connection lost while idle is an 'error' event, which would end the process; the next query tells it anyway.
  client.on('error', () => {});
  try {
    await client.connect();
    const begun: unknown = await client.query(BEGIN);
    return new PostgresDatabase(client, connection, readVersion(begun));
  } catch (error) {
    await end(client);
    throw new ConnectionError(diagnose(error, connection));
  }
}

function clientConfig(connection: Connection): ClientConfig {
  return {
    host: connection.host,
    port: connection.port,
    user: connection.user,
    password: connection.password,
    database: connection.database,
    ssl: sslConfig(connection),
    application_name: 'realtime-guard',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    // Queries that do not wait for each other share a round trip.
    pipeline: true,
  };
}

/** Always given, so that neither PGSSLMODE nor the URL has a say: pg lets them win over the code. */
function sslConfig({ ssl, sslCa }: Connection): ClientConfig['ssl'] {
  if (ssl === 'disable') return false;
  if (ssl === 'require') return { rejectUnauthorized: false };
  // The host name is compared by pg, which also keeps an address out of the server name indication.
  return { rejectUnauthorized: true, ...(sslCa === null ? {} : { ca: sslCa }) };
}

function readVersion(begun: unknown): string {
  const results = begun as readonly QueryResult<{ num: string; text: string }>[];
  const version = results.at(-1)?.rows[0];
  if (version === undefined) throw new Error('the server did not say its version');
  const [number = version.text] = version.text.split(' ');
  if (Number(version.num) >= OLDEST_SUPPORTED) return number;
  throw new ConnectionError(
    `PostgreSQL ${number} is not supported; realtime-guard reads the catalogue of PostgreSQL 15 and later`,
  );
}

class PostgresDatabase implements Database {
  readonly engine: string;
  readonly #client: Client;
  readonly #connection: Connection;
  #closing: Promise<void> | null = null;

  constructor(client: Client, connection: Connection, version: string) {
    this.#client = client;
    this.#connection = connection;
    this.engine = `PostgreSQL ${version}`;
  }

  async query<Row extends object>(query: Query<Row>, parameters: readonly unknown[]): Promise<readonly Row[]> {
    let result: QueryResult<Row & Record<string, unknown>>;
    try {
      result = await this.#client.query<Row & Record<string, unknown>>(query.sql, [...parameters]);
    } catch (error) {
      throw new ConnectionError(`reading ${query.name} failed: ${diagnose(error, this.#connection)}`);
    }
    checkColumns(query, result.fields, result.rows);
    return result.rows;
  }

  close(): Promise<void> {
    this.#closing ??= rollbackAndEnd(this.#client);
    return this.#closing;
  }
}

/** A pooler keeps the server's connection for the next client, so the transaction is ended, not just left. */
async function rollbackAndEnd(client: Client): Promise<void> {
  await client.query('rollback').catch(() => {});
  await end(client);
}

async function end(client: Client): Promise<void> {
  await client.end().catch(() => {});
}
