import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { startServer } from '../scripts/local-postgres.mjs';
import { createTestDatabase, describeEachMajor, servers, type TestDatabase } from './support/databases.js';

async function connect(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, ssl: false });
  try {
    await client.connect();
  } finally {
    await client.end();
  }
}

describeEachMajor('a local server', (major) => {
  let database: TestDatabase;
  let other: TestDatabase;

  beforeAll(async () => {
    [database, other] = await Promise.all([
      createTestDatabase(major, 'create table public.notes (id int primary key); insert into notes values (7);'),
      createTestDatabase(major, '', { publication: false }),
    ]);
  });

  afterAll(async () => {
    await Promise.all([database.drop(), other.drop()]);
  });

  test('is of its major', async () => {
    const [row] = await database.query<{ server_version_num: string }>('show server_version_num');
    expect(Math.floor(Number(row?.server_version_num) / 10_000)).toBe(major);
  });

  test('decodes logically, in UTF-8', async () => {
    const [row] = await database.query(
      "select current_setting('wal_level') as wal, current_setting('server_encoding') as encoding",
    );
    expect(row).toEqual({ wal: 'logical', encoding: 'UTF8' });
  });

  test('checks the password, by SCRAM', async () => {
    const wrong = new URL(database.url);
    wrong.password = 'wrong';
    await expect(connect(wrong.href)).rejects.toMatchObject({ code: '28P01' });
    await expect(connect(database.url)).resolves.toBeUndefined();
    const rules = await database.query('select distinct auth_method from pg_hba_file_rules');
    expect(rules).toEqual([{ auth_method: 'scram-sha-256' }]);
  });

  test('keeps databases apart', async () => {
    expect(database.name).not.toBe(other.name);
    expect(await database.query('select id from notes where id = $1', [7])).toEqual([{ id: 7 }]);
    await expect(other.query('select id from notes')).rejects.toMatchObject({ code: '42P01' });
  });

  test('has what a Supabase project has', async () => {
    const publications = 'select pubname, puballtables from pg_publication';
    expect(await database.query(publications)).toEqual([{ pubname: 'supabase_realtime', puballtables: false }]);
    expect(await other.query(publications)).toEqual([]);
    const roles = await database.query<{ rolname: string }>(
      "select rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role') and not rolcanlogin",
    );
    expect(roles.map((role) => role.rolname).sort()).toEqual(['anon', 'authenticated', 'service_role']);
  });

  test('drops a database that is in use', async () => {
    const short = await createTestDatabase(major);
    const client = new pg.Client({ connectionString: short.url, ssl: false });
    // The server ends this connection, which is the point.
    client.on('error', () => undefined);
    await client.connect();
    await short.drop();
    await expect(connect(short.url)).rejects.toMatchObject({ code: '3D000' });
  });
});

describe('the test servers', () => {
  test('are known by their facts', () => {
    for (const { host, user, adminUrl, port } of servers()) {
      expect(adminUrl).toMatch(new RegExp(`^postgresql://${user}:[\\w-]{24}@${host}:${port}/postgres$`));
    }
  });

  test('refuse a major without a package', async () => {
    // The types forbid it; a number from a command line does not know that.
    const major = 14 as 15;
    await expect(startServer({ major })).rejects.toThrow('choose one of 15, 16, 17, 18');
    await expect(createTestDatabase(major)).rejects.toThrow('PostgreSQL 14 was not started');
  });
});
