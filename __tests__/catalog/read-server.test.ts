import { afterAll, expect, test } from '@jest/globals';
import { readServer } from '../../src/catalog/read-server.js';
import { openPostgres } from '../../src/database/open-postgres.js';
import { parseDatabaseUrl } from '../../src/inputs/parse-database-url.js';
import type { Server } from '../../src/model/server.js';
import { createTestDatabase, describeEachMajor, type TestDatabase } from '../support/databases.js';

describeEachMajor('the server', (major) => {
  const databases: TestDatabase[] = [];
  const given = async (sql = ''): Promise<TestDatabase> => {
    const database = await createTestDatabase(major, sql);
    databases.push(database);
    return database;
  };
  const serverOf = async ({ url }: TestDatabase, changes: object = {}): Promise<Server> => {
    const opened = await openPostgres({ ...parseDatabaseUrl(url, 'test'), ...changes, ssl: 'disable', sslCa: null });
    try {
      return await readServer(opened);
    } finally {
      await opened.close();
    }
  };
  afterAll(async () => {
    for (const database of databases) await database.drop();
  });

  test('a copy of the schema, which no Realtime reads', async () => {
    expect(await serverOf(await given('create schema realtime; create table realtime.messages (id int);'))).toEqual({
      isSetUp: { known: true, value: false },
      walLevel: { known: true, value: 'logical' },
      slots: { known: true, value: { max: expect.any(Number), used: expect.any(Number) } },
      walSenders: { known: true, value: { max: expect.any(Number), used: expect.any(Number) } },
      realtimeSlots: { known: true, value: [] },
    });
  });

  test('one that Realtime has set itself up in, read by a login without rights', async () => {
    const database = await given(`create schema realtime; create table realtime.subscription (id int);
      do $$ begin create role server_reader login password 'server_reader';
      exception when duplicate_object or unique_violation then null; end $$;`);
    const { isSetUp, slots, realtimeSlots } = await serverOf(database, {
      user: 'server_reader',
      password: 'server_reader',
    });
    expect({ isSetUp, isRead: slots.known, realtimeSlots }).toEqual({
      isSetUp: { known: true, value: true },
      isRead: true,
      realtimeSlots: { known: true, value: [] },
    });
  });

  test('its slot, and not one of another database', async () => {
    const other = await given();
    const database = await given(`select pg_create_logical_replication_slot('supabase_realtime_other', 'pgoutput')`);
    expect((await serverOf(other)).isSetUp).toEqual({ known: true, value: false });
    expect(await serverOf(database)).toMatchObject({
      isSetUp: { known: true, value: true },
      realtimeSlots: {
        known: true,
        value: [
          {
            name: 'supabase_realtime_other',
            plugin: 'pgoutput',
            isActive: false,
            walStatus: 'reserved',
            invalidationReason: null,
            retainedBytes: expect.any(Number),
          },
        ],
      },
    });
  });

  test('a right that is missing costs one fact', async () => {
    const database = await given('revoke select on pg_catalog.pg_stat_replication from public;');
    await database.run(`do $$ begin create role server_reader login password 'server_reader';
      exception when duplicate_object or unique_violation then null; end $$;`);
    const server = await serverOf(database, { user: 'server_reader', password: 'server_reader' });
    expect(server).toMatchObject({
      walSenders: { known: false, reason: 'permission denied for view pg_stat_replication' },
      slots: { known: true },
    });
  });
});
