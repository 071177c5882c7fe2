import { afterAll, expect, test } from '@jest/globals';
import { probePolicies } from '../../src/catalog/probe-policies.js';
import { openPostgres } from '../../src/database/open-postgres.js';
import { parseDatabaseUrl } from '../../src/inputs/parse-database-url.js';
import type { RelationName } from '../../src/model/names.js';
import type { PolicyProbe } from '../../src/model/policy-probe.js';
import { createTestDatabase, describeEachMajor, type TestDatabase } from '../support/databases.js';

const AUTH = `
create schema auth; grant usage on schema auth to anon, authenticated;
create function auth.jwt() returns jsonb language sql stable as
  $$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb $$;
create function auth.uid() returns uuid language sql stable as $$ select (auth.jwt() ->> 'sub')::uuid $$;`;

/** Each case grants what its roles may do. */
const NOTHING_GRANTED = `
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on functions from anon, authenticated;`;

/** A published table with row security on that both roles may read. */
const published = (name: string, policy: string): string => `
create table ${name} (id bigint primary key, owner uuid, room bigint, body text);
grant select on ${name} to anon, authenticated;
alter table ${name} enable row level security;
create policy readers on ${name} for select using (${policy});
alter publication supabase_realtime add table ${name};`;

describeEachMajor('trying policies', (major) => {
  const databases: TestDatabase[] = [];
  const probe = async (sql: string, login?: string, asked: readonly RelationName[] = []): Promise<PolicyProbe> => {
    const database = await createTestDatabase(major, `${NOTHING_GRANTED} ${AUTH} ${sql}`);
    databases.push(database);
    const connection = parseDatabaseUrl(database.url, 'test');
    const opened = await openPostgres({
      ...connection,
      ...(login === undefined ? {} : { user: login, password: login }),
      ssl: 'disable',
      sslCa: null,
    });
    try {
      return await probePolicies(opened, {
        publication: 'supabase_realtime',
        roles: ['anon', 'authenticated', 'nobody_has_it'],
        asked,
      });
    } finally {
      await opened.close();
    }
  };
  const failuresOf = async (sql: string): Promise<readonly string[]> =>
    (await probe(sql)).failures.map(({ table, role, code, message }) => `${table.name} ${role} ${code} ${message}`);
  afterAll(async () => {
    for (const database of databases) await database.drop();
  });

  test('a table that is asked for is tried before it is published', async () => {
    const sql = `create table later (id bigint primary key); grant select on later to anon, authenticated;
      alter table later enable row level security;
      create policy readers on later using (exists (select from pg_authid));`;
    expect((await probe(sql)).failures).toEqual([]);
    const { failures } = await probe(sql, undefined, [{ schema: 'public', name: 'later' }]);
    expect(failures.map(({ table, code }) => `${table.name} ${code}`)).toEqual(['later 42501', 'later 42501']);
  });

  test('policies that run', async () => {
    const healthy = await probe(
      published('a', 'owner = auth.uid()') +
        published('b', "room = (auth.jwt() -> 'app_metadata' ->> 'room')::bigint") +
        published('"Odd ""Name"', 'true') +
        published('c', 'exists (select from a where a.room = c.room)'),
    );
    expect(healthy).toEqual({ roles: ['anon', 'authenticated'], refused: [], tables: 4, failures: [], leftOut: [] });
  });

  test('a table that the role may not read', async () => {
    const sql = 'create table members (id bigint primary key, room bigint); grant select on members to authenticated;';
    expect(
      await failuresOf(`${sql} ${published('a', 'exists (select from members where members.room = a.room)')}`),
    ).toEqual(['a anon 42501 permission denied for table members']);
  });

  test('a schema, and a function, that the role may not use', async () => {
    expect(
      await failuresOf(`create schema app; ${published('app.a', 'true')}
        create function secret() returns boolean language plpgsql stable as $$ begin return true; end $$;
        revoke execute on function secret() from public; ${published('b', 'secret()')}`),
    ).toEqual([
      'a anon 42501 permission denied for schema app',
      'a authenticated 42501 permission denied for schema app',
      'b anon 42501 permission denied for function secret',
      'b authenticated 42501 permission denied for function secret',
    ]);
  });

  test('a policy that leads back to its table', async () => {
    expect(await failuresOf(published('a', 'exists (select from a as other where other.room = a.room)'))).toEqual([
      'a anon 42P17 infinite recursion detected in policy for relation "a"',
      'a authenticated 42P17 infinite recursion detected in policy for relation "a"',
    ]);
  });

  test('a setting that Realtime never makes', async () => {
    expect(await failuresOf(published('a', "room = current_setting('app.room')::bigint"))).toEqual([
      'a anon 42704 unrecognized configuration parameter "app.room"',
      'a authenticated 42704 unrecognized configuration parameter "app.room"',
    ]);
  });

  test('such a setting alone in a policy, which planning does not evaluate', async () => {
    const sql = (
      await probe(`
      ${published('a', "current_setting('app.it''s') = 'x'")}
      ${published('b', "body = (select current_setting('app.room'))")}
      ${published('c', "current_setting('app.room') = 'x' or room = 1")}
      ${published('d', "current_setting('app.room', true) = 'x' and current_setting('search_path') <> ''")}
      ${published('e', "current_setting('app.kept') = 'x'")}
      ${published('f', 'room = 1')} create policy f2 on f to authenticated using (current_setting('app.room') = 'x');
      ${published('g', 'true')} create policy g2 on g for insert with check (current_setting('app.room') = 'x');
      do $$ begin execute format('alter database %I set app.kept to 1', current_database()); end $$;`)
    ).failures;
    expect(sql.map((one) => `${one.table.name} ${one.role} ${one.message.slice(37)} ${one.isConditional}`)).toEqual([
      `a anon "app.it's" false`,
      `a authenticated "app.it's" false`,
      'b anon "app.room" false',
      'b authenticated "app.room" false',
      'c anon "app.room" true',
      'c authenticated "app.room" true',
      'f authenticated "app.room" true',
    ]);
    expect(sql.every(({ code }) => code === '42704')).toBe(true);
  });

  test('a claim that no user of Supabase has in that form', async () => {
    expect(await failuresOf(published('a', "room = (auth.jwt() ->> 'sub')::bigint"))).toEqual([
      'a authenticated 22P02 invalid input syntax for type bigint: "00000000-0000-4000-8000-000000000000"',
    ]);
  });

  test('what Realtime answers before it asks the policies is not tried', async () => {
    const { tables, failures } = await probe(
      `${published('a', 'exists (select from a as other)')} revoke select on a from anon, authenticated;
       grant select (body) on a to anon;
       ${published('b', 'exists (select from b as other)')} alter table b disable row level security;
       ${published('c', 'exists (select from c as other)')} alter table c drop constraint c_pkey;
       ${published('d', 'exists (select from d as other)')} alter publication supabase_realtime drop table d;`,
    );
    expect({ tables, failures }).toEqual({ tables: 0, failures: [] });
  });

  test('leaves sent through their root are tried by themselves', async () => {
    expect(
      await failuresOf(`create table e (id int primary key) partition by range (id);
        create table e_1 partition of e for values from (0) to (9); alter table e_1 enable row level security;
        grant select on e, e_1 to anon; create policy p on e_1 using (exists (select from e_1 as other));
        alter publication supabase_realtime set (publish_via_partition_root); alter publication supabase_realtime add table e;`),
    ).toEqual(['e_1 anon 42P17 infinite recursion detected in policy for relation "e_1"']);
  });

  test('a login that may not take on the roles', async () => {
    const { roles, refused, tables } = await probe(
      `do $$ begin create role probe_reader login password 'probe_reader'; exception when duplicate_object or unique_violation then null; end $$;
       ${published('a', 'true')}`,
      'probe_reader',
    );
    expect({ roles, refused, tables }).toEqual({
      roles: [],
      refused: [
        { role: 'anon', message: 'permission denied to set role "anon"' },
        { role: 'authenticated', message: 'permission denied to set role "authenticated"' },
      ],
      tables: 0,
    });
  });

  test('a table whose policy needs a locked one is left out', async () => {
    const sql = `create table members (room bigint); ${published('a', 'exists (select from members)')}`;
    const database = await createTestDatabase(major, AUTH + sql);
    databases.push(database);
    const connection = { ...parseDatabaseUrl(database.url, 'test'), ssl: 'disable', sslCa: null } as const;
    const locker = await openPostgres(connection);
    const opened = await openPostgres(connection);
    try {
      await locker.query({ name: 'lock', columns: {}, sql: 'rollback' }, []);
      await locker.query({ name: 'lock', columns: {}, sql: 'begin' }, []);
      await locker.query({ name: 'lock', columns: {}, sql: 'lock table members in access exclusive mode' }, []);
      const { leftOut } = await probePolicies(opened, {
        publication: 'supabase_realtime',
        roles: ['anon'],
        asked: [],
      });
      expect(leftOut).toEqual([
        { table: { schema: 'public', name: 'a' }, reason: 'canceling statement due to lock timeout' },
      ]);
    } finally {
      await locker.close();
      await opened.close();
    }
  });
});
