import { describe } from '@jest/globals';
import pg from 'pg';
import { createDatabase, type Major, type ServerFacts } from '../../scripts/local-postgres.mjs';

/** A database of its own for one test or one test file. Every call connects anew, so no session state is kept. */
export interface TestDatabase {
  /** Connects the superuser. */
  readonly url: string;
  readonly name: string;
  readonly major: Major;
  /** Runs one or more statements; more than one run as one transaction, as in a migration. */
  run(sql: string): Promise<void>;
  /** Runs one statement and gives its rows. */
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(sql: string, params?: unknown[]): Promise<Row[]>;
  /** Drops the database, with the connections that are still open to it. */
  drop(): Promise<void>;
}

// Roles belong to the server, and test files run at once: another may have made the role, or be making it right now
// (unique_violation).
const SUPABASE_ROLES = ['anon noinherit', 'authenticated noinherit', 'service_role noinherit bypassrls']
  .map(
    (role) => `do $$ begin create role ${role} nologin;
      exception when duplicate_object or unique_violation then null; end $$;`,
  )
  .join('\n');

// What a Supabase project grants to whatever is made in the schema public.
const SUPABASE_GRANTS = `grant usage on schema public to anon, authenticated, service_role;
  ${['tables', 'functions', 'sequences']
    .map(
      (kind) => `alter default privileges in schema public grant all on ${kind} to anon, authenticated, service_role;`,
    )
    .join('\n')}`;

/**
 * The servers of this test run, in ascending order of major.
 * @throws Error outside a Jest run of this project
 */
export function servers(): readonly ServerFacts[] {
  const facts = process.env['REALTIME_GUARD_TEST_SERVERS'];
  if (!facts) throw new Error('No test servers: they are started by the globalSetup of jest.config.js.');
  return JSON.parse(facts) as ServerFacts[];
}

/**
 * Makes a database with Supabase's roles (anon, authenticated, service_role) on the server and, as on a real Supabase
 * project, what is granted to them and the empty publication `supabase_realtime`; then runs `sql` in it.
 * @throws Error when that major was not started; pg.DatabaseError when `sql` fails
 */
export async function createTestDatabase(
  major: Major,
  sql = '',
  { publication = true }: { publication?: boolean } = {},
): Promise<TestDatabase> {
  const started = servers();
  const server = started.find((candidate) => candidate.major === major);
  if (!server) {
    throw new Error(`PostgreSQL ${major} was not started, only ${started.map((one) => one.major).join(', ')}.`);
  }
  const { name, url, drop } = await createDatabase(server);
  const run = async (statements: string) => {
    await withClient(url, (client) => client.query(statements));
  };
  await run(`${SUPABASE_ROLES} ${SUPABASE_GRANTS} ${publication ? 'create publication supabase_realtime;' : ''}`);
  if (sql) await run(sql);
  return {
    ...{ url, name, major, run, drop },
    query: <Row extends pg.QueryResultRow>(statement: string, params: unknown[] = []) =>
      withClient(url, async (client) => (await client.query<Row>(statement, params)).rows),
  };
}

/** `describe` once for every started major, as "<name> on PostgreSQL 17". */
export function describeEachMajor(name: string, tests: (major: Major) => void): void {
  describe.each(servers().map((server) => server.major))(`${name} on PostgreSQL %d`, tests);
}

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  // `ssl: false` because PGSSLMODE in the environment would otherwise apply, and these servers have no TLS.
  const client = new pg.Client({ connectionString: url, ssl: false });
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}
