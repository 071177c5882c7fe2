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
const OLDEST_SUPPORTED = 15;

// The limits are SET LOCAL and not startup parameters, which PgBouncer refuses; everything is read in one transaction,
// so that all facts are of one moment, and nothing can be written whatever the query. Joins are made in the order that our
// queries have them in: to look for a better one takes the planner longer than the queries take on most databases.
const BEGIN = `begin transaction read only;
set local statement_timeout = '20s';
set local lock_timeout = '5s';
set local idle_in_transaction_session_timeout = '30s';
set local join_collapse_limit = 1;
set local from_collapse_limit = 1`;

/**
 * Opens one connection, closed on every path. What is asked of it is read in one transaction, which begins with the first
 * query and in its round trip.
 * @throws ConnectionError with a diagnosis
 */
export async function openPostgres(connection: Connection): Promise<Database> {
  const PgClient = await loadDriver();
  const client = new PgClient(clientConfig(connection));
  // A connection lost while idle is an 'error' event, which would end the process; the next query tells it anyway.
  client.on('error', () => {});
  const version = heardVersion(client);
  try {
    await client.connect();
    return new PostgresDatabase(client, connection, readVersion(version() ?? (await askVersion(client))));
  } catch (error) {
    await end(client);
    throw new ConnectionError(diagnose(error, connection));
  }
}

/** Servers tell their version while the connection is made, and so do poolers for them. */
function heardVersion({ connection }: Client): () => string | null {
  let version: string | null = null;
  connection.on('parameterStatus', (told: { readonly parameterName: string; readonly parameterValue: string }) => {
    if (told.parameterName === 'server_version') version = told.parameterValue;
  });
  return () => version;
}

async function askVersion(client: Client): Promise<string> {
  const { rows } = await client.query<{ version: string }>(
    "select pg_catalog.current_setting('server_version') as version",
  );
  return rows[0]?.version ?? '';
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

/** `17.4 (Debian 17.4-1.pgdg120+2)` without what the packager adds. */
function readVersion(text: string): string {
  const [number = text] = text.split(' ');
  if (Number.parseInt(number, 10) >= OLDEST_SUPPORTED) return number;
  throw new ConnectionError(
    `PostgreSQL ${number} is not supported; realtime-guard reads the catalogue of PostgreSQL 15 and later`,
  );
}

class PostgresDatabase implements Database {
  readonly engine: string;
  readonly #client: Client;
  readonly #connection: Connection;
  #begun: Promise<unknown> | null = null;
  #closing: Promise<void> | null = null;

  constructor(client: Client, connection: Connection, version: string) {
    this.#client = client;
    this.#connection = connection;
    this.engine = `PostgreSQL ${version}`;
  }

  async query<Row extends object>(query: Query<Row>, parameters: readonly unknown[]): Promise<readonly Row[]> {
    this.#begun ??= this.#client.query(BEGIN);
    let result: QueryResult<Row & Record<string, unknown>>;
    try {
      // What went wrong with the transaction tells more than what comes of it.
      [, result] = await Promise.all([
        this.#begun,
        this.#client.query<Row & Record<string, unknown>>(query.sql, [...parameters]),
      ]);
    } catch (error) {
      throw new ConnectionError(`reading ${query.name} failed: ${diagnose(error, this.#connection)}`);
    }
    checkColumns(query, result.fields, result.rows);
    return result.rows;
  }

  close(): Promise<void> {
    this.#closing ??= this.#begun === null ? end(this.#client) : rollbackAndEnd(this.#client);
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
