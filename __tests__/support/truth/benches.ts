import pg from 'pg';
import type { Major } from '../../../scripts/local-postgres.mjs';
import { checkColumns } from '../../../src/database/check-columns.js';
import type { Database, Query } from '../../../src/database/database.js';
import { openEmbeddedInThread } from '../../../src/database/embedded/open-in-thread.js';
import { REPLAY_LIMITS } from '../../../src/database/embedded/replay-limits.js';
import { splitStatements } from '../../../src/migrations/split-statements.js';
import { codeOf } from '../../../src/model/thrown.js';
import { createTestDatabase } from '../databases.js';

/** A database that many schemas are tried out in, one after the other, each in a transaction that is rolled back. */
export interface Bench {
  readonly name: string;
  readonly isEmbedded: boolean;
  /** PostgreSQL's major version. */
  readonly major: number;
  /** Runs `work` after the setup; statements of it that are refused are left out. */
  tryOut<Result>(setup: string, work: (database: TriedDatabase) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export interface TriedDatabase extends Database {
  /** `ok`, or the SQLSTATE; what failed has changed nothing. */
  run(sql: string): Promise<string>;
}

type Client = Pick<Database, 'query' | 'engine'> & { exec(sql: string): Promise<void> };

/** What a Supabase project has and a test server lacks: whoever asks, and the rights on what is made in `public`. */
const PROJECT = `
create schema extensions; create schema auth;
create function auth.uid() returns uuid language sql stable as $$
  select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;
grant usage on schema public, auth, extensions to anon, authenticated, service_role;
alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
`;

/** A real server of that major. */
export async function openServerBench(major: Major): Promise<Bench> {
  const made = await createTestDatabase(major, PROJECT);
  const client = new pg.Client({ connectionString: made.url, ssl: false, pipeline: true });
  await client.connect();
  const close = async (): Promise<void> => {
    await client.end();
    await made.drop();
  };
  const what = { name: `PostgreSQL ${major}`, isEmbedded: false, major };
  return benchOf(what, clientOf(client, major), close);
}

/** The embedded database as the product opens it. */
export async function openEmbeddedBench(): Promise<Bench> {
  const database = await openEmbeddedInThread(REPLAY_LIMITS);
  const [, major] = /PostgreSQL (\d+)/.exec(database.engine) ?? [];
  return benchOf({ name: 'embedded', isEmbedded: true, major: Number(major) }, database, () => database.close());
}

function clientOf(client: pg.Client, major: Major): Client {
  return {
    engine: `PostgreSQL ${major}`,
    exec: async (sql) => void (await client.query(sql)),
    query: async <Row extends object>(query: Query<Row>, parameters: readonly unknown[]): Promise<readonly Row[]> => {
      const { fields, rows } = await client.query<Row & Record<string, unknown>>(query.sql, [...parameters]);
      checkColumns(query, fields, rows);
      return rows;
    },
  };
}

function benchOf(
  what: Pick<Bench, 'name' | 'isEmbedded' | 'major'>,
  client: Client,
  close: () => Promise<void>,
): Bench {
  return {
    ...what,
    close,
    tryOut: async (setup, work) => {
      await client.exec('begin');
      try {
        await runAll(client, setup);
        const run = (sql: string): Promise<string> => guarded(client, sql);
        const query: Database['query'] = (asked, parameters) => client.query(asked, parameters);
        return await work({ engine: client.engine, run, query, close: () => Promise.resolve() });
      } finally {
        await client.exec('rollback');
      }
    },
  };
}

/** All at once, which is quick; one by one where that is refused, to leave out what is. */
async function runAll(client: Client, setup: string): Promise<void> {
  if (setup === '' || (await guarded(client, setup)) === 'ok') return;
  for (const { kind, text } of splitStatements(setup)) if (kind === 'statement') await guarded(client, text);
}

async function guarded(client: Client, sql: string): Promise<string> {
  try {
    await client.exec(`savepoint tried;\n${sql}\n;release savepoint tried`);
    return 'ok';
  } catch (error) {
    await client.exec('rollback to savepoint tried');
    return codeOf(error);
  }
}
