import { afterAll, expect, test } from '@jest/globals';
import { readApplied } from '../../src/catalog/read-applied.js';
import { openPostgres } from '../../src/database/open-postgres.js';
import { parseDatabaseUrl } from '../../src/inputs/parse-database-url.js';
import type { AppliedMigrations } from '../../src/model/applied.js';
import { createTestDatabase, describeEachMajor, type TestDatabase } from '../support/databases.js';

const EXPECTED = ['1_a', '2_b', '3_b'].map((file) => {
  const [version = '', name = ''] = file.split('_');
  return { file: `${file}.sql`, version, name };
});
const READER = `do $$ begin create role applied_reader login password 'applied_reader';
  exception when duplicate_object or unique_violation then null; end $$; grant usage on schema supabase_migrations to applied_reader;`;

describeEachMajor('applied migrations', (major) => {
  const databases: TestDatabase[] = [];
  const applied = async (sql: string, { isAwaited = false, login = '' } = {}): Promise<AppliedMigrations> => {
    const database = await createTestDatabase(major, sql);
    databases.push(database);
    const as = login === '' ? {} : { user: login, password: login };
    const opened = await openPostgres({
      ...parseDatabaseUrl(database.url, 'test'),
      ...as,
      ssl: 'disable',
      sslCa: null,
    });
    try {
      return await readApplied(opened, EXPECTED, isAwaited);
    } finally {
      await opened.close();
    }
  };
  const kept = (columns: string, rows: string): string =>
    `create schema supabase_migrations; create table supabase_migrations.schema_migrations (${columns}); ${
      rows === '' ? '' : `insert into supabase_migrations.schema_migrations values ${rows};`
    }`;
  afterAll(async () => {
    for (const database of databases) await database.drop();
  });

  test.each<[string, string, string, readonly string[]]>([
    ['none', 'version text primary key, name text', '', ['1_a.sql', '2_b.sql', '3_b.sql']],
    ['by version, in the table of an old CLI', 'version text primary key', "('1'), ('3')", ['2_b.sql']],
    ['by name, once for each row', 'version text, name text', "('1', 'a'), ('99', 'b')", ['3_b.sql']],
    [
      'a name of a version that is ours does not count',
      'version text, name text',
      "('1', 'b'), ('2', 'x')",
      ['3_b.sql'],
    ],
    ['more than we have', 'version text, name text', "('1', 'a'), ('2', 'b'), ('3', 'b'), ('4', 'c')", []],
  ])('%s', async (_what, columns, rows, missing) => {
    expect(await applied(kept(columns, rows))).toEqual({ compared: true, files: 3, missing });
  });

  test('a database without the table has had none, when somebody waits', async () => {
    expect(await applied('')).toMatchObject({ compared: false });
    expect(await applied('', { isAwaited: true })).toMatchObject({ compared: true, missing: { length: 3 } });
  });

  test('what the login may not read is not compared', async () => {
    const table = `${kept('version text, name text', "('1', 'a')")} ${READER}`;
    expect(await applied(table, { login: 'applied_reader' })).toEqual({
      compared: false,
      reason: 'supabase_migrations.schema_migrations: permission denied for table schema_migrations',
    });
    const hidden = `${table} grant select on supabase_migrations.schema_migrations to applied_reader;
      alter table supabase_migrations.schema_migrations enable row level security;`;
    expect(await applied(hidden, { login: 'applied_reader' })).toEqual({
      compared: false,
      reason: 'supabase_migrations.schema_migrations: row security hides rows of table schema_migrations',
    });
  });
});
