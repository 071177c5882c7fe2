import { type AddressInfo, connect, createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkColumns } from '../../src/database/check-columns.js';
import type { Database, Query } from '../../src/database/database.js';
import { openPostgres } from '../../src/database/open-postgres.js';
import { parseDatabaseUrl } from '../../src/inputs/parse-database-url.js';
import { check } from '../support/check.js';
import { createTestDatabase, describeEachMajor, type TestDatabase } from '../support/databases.js';

interface OneText {
  readonly value: string;
}

const one = (sql: string): Query<OneText> => ({ name: 'test', columns: { value: 'text' }, sql });

async function open(url: string): Promise<Database> {
  return await openPostgres({ ...parseDatabaseUrl(url, 'test'), ssl: 'disable', sslCa: null });
}

describeEachMajor('the connection', (major) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(
      major,
      'create table messages (id int primary key); alter publication supabase_realtime add table messages;',
    );
  });
  afterAll(() => database.drop());

  const sessions = (): Promise<{ state: string }[]> =>
    database.query(
      "select state from pg_stat_activity where application_name = 'realtime-guard' and datname = current_database()",
    );

  test('says who it is, reads one transaction, and has limits on the server', async () => {
    const opened = await open(database.url);
    expect(opened.engine).toMatch(new RegExp(`^PostgreSQL ${major}\\.\\d+$`));
    const settings = await opened.query(
      one(`select string_agg(name || '=' || setting || unit, ' ' order by name) as value from pg_settings
           where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')`),
      [],
    );
    expect(settings).toEqual([
      { value: 'idle_in_transaction_session_timeout=30000ms lock_timeout=5000ms statement_timeout=20000ms' },
    ]);
    expect(await opened.query(one("select current_setting('application_name') as value"), [])).toEqual([
      { value: 'realtime-guard' },
    ]);
    expect(await sessions()).toEqual([{ state: 'idle in transaction' }]);
    await opened.close();
    await opened.close();
  });

  test('asks for the version when nobody tells it, as some pooler may not', async () => {
    const { port } = new URL(database.url);
    const pooler = createServer((client) => {
      const server = connect(Number(port), '127.0.0.1');
      client.pipe(server);
      server.on('data', (bytes) =>
        client.write(bytes.toString('latin1').replace('server_version\0', 'server_versioX\0'), 'latin1'),
      );
      for (const socket of [client, server])
        socket.on('error', () => {}).on('close', () => [client, server].map((one) => one.destroy()));
    });
    await new Promise<void>((listening) => pooler.listen(0, '127.0.0.1', listening));
    const url = new URL(database.url);
    url.hostname = '127.0.0.1';
    url.port = String((pooler.address() as AddressInfo).port);
    const opened = await open(url.href);
    expect(opened.engine).toMatch(new RegExp(`^PostgreSQL ${major}\\.\\d+$`));
    expect(await opened.query(one("select 'x' as value"), [])).toEqual([{ value: 'x' }]);
    await opened.close();
    await new Promise((closed) => pooler.close(closed));
  });

  test('can write nothing', async () => {
    const opened = await open(database.url);
    await expect(opened.query(one("insert into messages values (1) returning 'x' as value"), [])).rejects.toThrow(
      'cannot execute INSERT in a read-only transaction',
    );
    await opened.close();
  });

  test('is closed after success and after a failed query', async () => {
    await check(database.url);
    const opened = await open(database.url);
    await expect(opened.query(one('select 1/0 as value'), [])).rejects.toThrow('division by zero');
    await opened.close();
    for (let tries = 0; tries < 50 && (await sessions()).length > 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await sessions()).toEqual([]);
  });

  test('checks every row against what the query declares', async () => {
    const opened = await open(database.url);
    await expect(opened.query(one('select 1 as value'), [])).rejects.toThrow(
      'query test: column value has type oid 23, not text',
    );
    await opened.close();
  });
});

test('columns that are absent, too many or null are our mistake and said so', () => {
  const query = { name: 'q', columns: { a: 'text', b: 'text?' } };
  const fields = [
    { name: 'a', dataTypeID: 25 },
    { name: 'b', dataTypeID: 25 },
  ];
  expect(() => checkColumns(query, fields, [{ a: 'x', b: null }])).not.toThrow();
  expect(() => checkColumns(query, fields.slice(1), [])).toThrow('query q returned 1 columns, not the 2 it declares');
  expect(() => checkColumns(query, [...fields.slice(1), { name: 'c', dataTypeID: 25 }], [])).toThrow(
    'query q returned no column a',
  );
  expect(() => checkColumns(query, fields, [{ a: null, b: null }])).toThrow('query q: column a is null in a row');
});
