import { afterAll, describe, expect, test } from '@jest/globals';
import { check } from '../support/check.js';
import { createTestDatabase, describeEachMajor, type TestDatabase } from '../support/databases.js';

const MESSAGES = `create table public.messages (id bigint primary key, body text);
alter table public.messages replica identity full;
alter table public.messages enable row level security;
create policy readers on public.messages for select using (true);
alter publication supabase_realtime add table public.messages;`;
const ROOMS = MESSAGES.replaceAll('messages', 'rooms');
const FILES = {
  'supabase/migrations/20260101000000_messages.sql': MESSAGES,
  'supabase/migrations/20260102000000_rooms.sql': ROOMS,
};
const KEPT = `create schema supabase_migrations;
create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
insert into supabase_migrations.schema_migrations values ('20260101000000', null, 'messages');`;
const ROOMS_APPLIED = `insert into supabase_migrations.schema_migrations values ('20260102000000', null, 'rooms');`;
const SUBSCRIBED = ['--subscriptions', 'public.messages: INSERT\npublic.rooms: INSERT'];

describeEachMajor('a database beside this commit’s migrations', (major) => {
  const databases: TestDatabase[] = [];
  const given = async (sql: string): Promise<TestDatabase> => {
    const database = await createTestDatabase(major, sql);
    databases.push(database);
    return database;
  };
  afterAll(async () => {
    for (const database of databases) await database.drop();
  });

  describe.each([
    ['alone', ['--shadow', 'off']],
    ['and the migrations replayed', []],
  ])('%s', (_what, argv) => {
    const look = (database: TestDatabase, ...more: string[]) =>
      check(database.url, [...argv, ...SUBSCRIBED, ...more], FILES);
    const statusOf = ({ results }: Awaited<ReturnType<typeof check>>) =>
      results.find(({ ruleId }) => ruleId === 'migrations-applied');

    test('it lacks one: not judged, and nothing is said to be unpublished', async () => {
      const verdict = await look(await given(`${MESSAGES} ${KEPT}`));
      const reason =
        "the database has not yet this commit's migrations: 1 missing, supabase/migrations/20260102000000_rooms.sql; wait with wait-for-migrations, or apply them first";
      expect(verdict).toMatchObject({ conclusion: 'undetermined', reason, findings: [] });
      expect(statusOf(verdict)).toEqual({ ruleId: 'migrations-applied', status: 'unknown', reason });
    });

    test('it has them', async () => {
      const verdict = await look(await given(`${MESSAGES} ${ROOMS} ${KEPT} ${ROOMS_APPLIED}`));
      expect(verdict).toMatchObject({ conclusion: 'success', reason: null });
      expect(statusOf(verdict)).toMatchObject({ status: 'checked', subjects: 2 });
    });

    test('it has one under the time it was applied at', async () => {
      const renamed = ROOMS_APPLIED.replace('20260102000000', '20260102091512');
      expect(await look(await given(`${MESSAGES} ${ROOMS} ${KEPT} ${renamed}`))).toMatchObject({
        conclusion: 'success',
      });
    });

    test('it keeps no account of them', async () => {
      const verdict = await look(await given(`${MESSAGES} ${ROOMS}`));
      expect(verdict.conclusion).toBe('success');
      expect(statusOf(verdict)).toMatchObject({
        status: 'not-applicable',
        reason:
          'the database has no table supabase_migrations.schema_migrations: its migrations were applied in another way',
      });
    });

    test('the rule is switched off: judged as it is', async () => {
      const config = { 'realtime-guard.yml': 'rules: { migrations-applied: off }' };
      const database = await given(`${MESSAGES} ${KEPT}`);
      const verdict = await check(database.url, [...argv, ...SUBSCRIBED], { ...FILES, ...config });
      expect(verdict.conclusion).toBe('failure');
    });

    test('the missing one comes while it is waited for', async () => {
      const database = await given(MESSAGES);
      const verdict = look(database, '--wait-for-migrations', '20s');
      await new Promise((resolve) => setTimeout(resolve, 500));
      await database.run(`${KEPT} ${ROOMS} ${ROOMS_APPLIED}`);
      expect(await verdict).toMatchObject({ conclusion: 'success', reason: null });
    });

    test('it does not come', async () => {
      expect(await look(await given(MESSAGES), '--wait-for-migrations', '1')).toMatchObject({
        conclusion: 'undetermined',
        reason:
          "the database has not this commit's migrations after 1 s: 2 missing, the first supabase/migrations/20260101000000_messages.sql; apply them, or wait longer with wait-for-migrations",
      });
    });
  });
});
