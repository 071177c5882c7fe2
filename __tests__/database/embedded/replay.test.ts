import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { historiesFor } from '../../../src/database/embedded/blame-relations.js';
import { type Replayed, replay } from '../../../src/database/embedded/replay.js';
import { REPLAY_LIMITS } from '../../../src/database/embedded/replay-limits.js';
import type { ReplayProgress } from '../../../src/model/progress.js';
import { type BareEmbedded, file, openBareEmbedded } from '../../support/bare-embedded.js';

describe('replay', () => {
  let database: BareEmbedded;
  beforeEach(async () => {
    database = await openBareEmbedded();
  });
  afterEach(() => database.close());

  /** Each text is a file, 1.sql and so on; its paragraphs are its statements. */
  const run = (...files: readonly string[]): Promise<Replayed> =>
    replay(
      database,
      files.map((sql, index) => file(`${index + 1}.sql`, sql)),
      REPLAY_LIMITS,
    );

  /** `schema.name` of the tables that are in the publication. */
  const published = async (): Promise<readonly unknown[]> =>
    (
      await database.select(
        "select schemaname || '.' || tablename as name from pg_publication_tables where pubname = 'supabase_realtime' order by 1",
      )
    ).map((row) => row['name']);

  const tables = async (): Promise<readonly unknown[]> =>
    (
      await database.select(
        "select schemaname || '.' || tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1",
      )
    ).map((row) => row['name']);

  const confidences = ({ relations }: Replayed): readonly string[] =>
    relations.map(({ name, confidence }) => `${name} ${confidence}`);

  test('a statement that fails takes no other along, and is told with its line', async () => {
    const { counts, failed } = await run(
      `begin

      create table a (id int)

      create tabel b (id int)

      alter publication supabase_realtime add table a

      insert into a values ('x')

      commit`,
    );
    expect(await published()).toEqual(['public.a']);
    expect(counts).toEqual({ files: 1, statements: 6, failed: 2, alreadySo: 0 });
    expect(failed.map(({ statement, code, matters }) => [statement.location.line, code, matters])).toEqual([
      [3, '42601', false],
      [5, '22P02', false],
    ]);
  });

  test('what says only what is so already does not matter', async () => {
    const { counts, failed } = await run(
      `create table a (id int)

      create table a (id int)

      alter publication supabase_realtime add table a

      alter publication supabase_realtime add table a

      create publication supabase_realtime

      create schema extensions

      drop table nothing

      alter publication supabase_realtime drop table auth.users`,
    );
    expect(failed.map(({ code, matters }) => [code, matters])).toEqual([
      ['42P07', false],
      ['42710', false],
      ['42710', false],
      ['42P06', false],
      ['42P01', false],
      ['42704', false],
    ]);
    expect(counts.alreadySo).toBe(6);
  });

  test('statements that no transaction may hold go through, also between BEGIN and COMMIT', async () => {
    const { failed } = await run(
      `begin

      create type mood as enum ('sad')

      alter type mood add value 'ok'

      create table a (id int, mood mood default 'ok')

      create index concurrently on a (id)

      vacuum a

      commit`,
    );
    expect(failed).toEqual([]);
  });

  test('what is rolled back is not there, whatever fails in between', async () => {
    const { failed } = await run(
      `create table kept (id int)

      begin transaction isolation level serializable read only

      create table gone (id int)

      create table kept (id int)

      alter table nothing add column id int

      abort`,
      `begin

      create table first (id int)

      savepoint s

      create table second (id int)

      rollback to nowhere

      rollback transaction to savepoint s

      release savepoint s

      create table third (id int)

      end`,
      `begin

      create table open (id int)

      savepoint s

      create table taken_back (id int)

      rollback to s`,
    );
    expect(await tables()).toEqual(['auth.users', 'public.first', 'public.kept', 'public.open', 'public.third']);
    expect(failed.map(({ statement, code, matters }) => [statement.text, code, matters])).toEqual([
      ['create table kept (id int)', '42P07', false],
      ['alter table nothing add column id int', '42P01', false],
      ['rollback to nowhere', '3B001', false],
    ]);
  });

  test('a file begins with the session of its own', async () => {
    const { failed } = await run(
      `create schema s

      set search_path to s

      set role anon

      set session authorization authenticated`,
      `create table a (id int)

      set local search_path = s

      create table b (id int)

      reset all

      create table c (id int)

      discard all

      create table d (id int)`,
      `begin

      set local search_path to s

      create table e (id int)

      commit

      create table f (id int)

      set search_path to default`,
    );
    expect(failed).toEqual([]);
    expect(await tables()).toEqual(['auth.users', 'public.a', 'public.c', 'public.d', 'public.f', 's.b', 's.e']);
    expect(await database.select("select current_setting('search_path') as path, current_user::text as user")).toEqual([
      { path: '"$user", public, extensions', user: 'postgres' },
    ]);
  });

  test('rows of a COPY are left out, and the engine does not wait for them', async () => {
    const { failed } = await run(
      `create table a (id int)

      COPY public.a (id) FROM stdin`,
    );
    expect(failed).toEqual([expect.objectContaining({ code: '0A000', matters: false })]);
  });

  test('a relation that nothing creates is made up at the first touch, and assumed', async () => {
    const replayed = await run(
      `alter table public.rooms add column name text

      alter table "Odd.name" enable row level security

      do $$ begin
        if exists (select from pg_tables where tablename = 'rooms') then
          alter publication supabase_realtime add table rooms;
        end if;
      end $$

      create table messages (id int primary key, room uuid references rooms (id), author uuid references people (id))

      alter publication supabase_realtime add table messages, guests, only visits

      select * from elsewhere

      alter publication supabase_realtime drop table strangers`,
    );
    expect(await published()).toEqual(['public.guests', 'public.messages', 'public.rooms', 'public.visits']);
    expect(confidences(replayed)).toEqual([
      'rooms assumed',
      'people assumed',
      'guests assumed',
      'visits assumed',
      'messages replayed',
    ]);
    expect(replayed.failed.map(({ statement }) => statement.location.line)).toEqual([2, 6, 7]);
    expect(historiesFor(replayed.relations, 'supabase_realtime')[0]).toEqual({
      schema: 'public',
      name: 'rooms',
      createdAt: null,
      publishedAt: { file: '1.sql', line: 5, column: 57 },
      identityAt: null,
      confidence: 'assumed',
    });
  });

  test('policies and rights are tried again as well', async () => {
    const replayed = await run(
      `create table notes (id int primary key, writer int references people (id))

      create policy readers on notes for select to public using (true)

      grant select on notes to anon`,
      'create table people (id int primary key)',
    );
    expect(replayed.failed).toEqual([]);
    const [row] = await database.select(
      "select has_table_privilege('anon', 'notes', 'select') as granted, count(*)::int as policies from pg_policies",
    );
    expect(row).toEqual({ granted: true, policies: 1 });
  });

  test('an ALTER TABLE IF EXISTS is tried again where the table it is for came only with a second try', async () => {
    const replayed = await run(
      `create table notes (id int primary key, writer int references people (id))

      create table if not exists never (id nothing)`,
      `alter table if exists notes replica identity full

      alter table if exists only public.never replica identity full

      alter table if exists late replica identity full

      alter publication supabase_realtime add table notes`,
      `create table people (id int primary key)

      create table late (id int primary key)`,
    );
    expect(
      await database.select("select relname, relreplident from pg_class where relname in ('notes', 'late') order by 1"),
    ).toEqual([
      // In the order of the history there was no table yet.
      { relname: 'late', relreplident: 'd' },
      { relname: 'notes', relreplident: 'f' },
    ]);
    expect(replayed.failed.map(({ statement }) => statement.text)).toEqual([
      'create table if not exists never (id nothing)',
    ]);
    expect(replayed.counts.failed).toBe(1);
    expect(confidences(replayed)).toContain('notes deferred');
    expect(replayed.relations.find(({ name }) => name === 'notes')?.identityAt).toMatchObject({
      file: '2.sql',
      line: 1,
    });
  });

  test('what is created later is waited for, and tried again after the last file', async () => {
    const replayed = await run(
      `alter publication supabase_realtime add table rooms

      set search_path to s

      alter table people replica identity full

      drop table if exists rooms, people`,
      `create table if not exists public.rooms (id int primary key, mood mood)

      create schema s

      create table s.people (id int primary key)

      create type mood as enum ('ok')`,
    );
    expect(await published()).toEqual(['public.rooms']);
    expect(replayed.counts.failed).toBe(0);
    expect(confidences(replayed)).toEqual(['people deferred', 'rooms deferred']);
    expect(historiesFor(replayed.relations, 'supabase_realtime')).toEqual([
      {
        schema: 's',
        name: 'people',
        createdAt: { file: '2.sql', line: 3, column: 16 },
        publishedAt: null,
        identityAt: { file: '1.sql', line: 3, column: 13 },
        confidence: 'deferred',
      },
      {
        schema: 'public',
        name: 'rooms',
        createdAt: { file: '2.sql', line: 1, column: 35 },
        publishedAt: { file: '1.sql', line: 1, column: 47 },
        identityAt: null,
        confidence: 'deferred',
      },
    ]);
  });

  test('nothing is tried again that takes away', async () => {
    const { failed } = await run(
      `do $$ begin drop table rooms; end $$

      alter table rooms drop column name

      alter publication supabase_realtime drop table rooms`,
      `create table rooms (id int primary key, name text)

      alter publication supabase_realtime add table rooms`,
    );
    expect(await published()).toEqual(['public.rooms']);
    expect(failed).toHaveLength(3);
  });

  test('the history of a relation is that of the one that is there now', async () => {
    const { relations } = await run(
      `create table a (id int)

      alter table a replica identity full

      alter publication supabase_realtime add table a

      drop table a

      create table a (id int)

      alter table a enable row level security

      create publication other for table a`,
    );
    const at = (line: number, column: number) => ({ file: '1.sql', line, column });
    expect(relations).toEqual([
      {
        schema: 'public',
        name: 'a',
        createdAt: at(5, 14),
        identityAt: null,
        rowSecurityAt: at(6, 13),
        publishedAt: [{ publication: 'other', location: at(7, 36) }],
        confidence: 'replayed',
      },
    ]);
  });

  test('a second replay goes on from where the first ended', async () => {
    await run('create table a (id int)');
    const { events, counts } = await run('alter publication supabase_realtime add table a');
    expect(events.map(({ kind }) => kind)).toEqual(['published']);
    expect(counts.failed).toBe(0);
  });

  test('progress is told before each statement and after the last', async () => {
    const told: ReplayProgress[] = [];
    await replay(
      database,
      [file('1.sql', 'select 1\n\nselect 2'), file('2.sql', 'select 3')],
      REPLAY_LIMITS,
      (progress) => told.push(progress),
    );
    expect(told).toEqual([
      { file: '1.sql', files: { done: 0, all: 2 }, statements: { done: 0, all: 3 } },
      { file: '1.sql', files: { done: 0, all: 2 }, statements: { done: 1, all: 3 } },
      { file: '2.sql', files: { done: 1, all: 2 }, statements: { done: 2, all: 3 } },
      { file: null, files: { done: 2, all: 2 }, statements: { done: 3, all: 3 } },
    ]);
  });

  test('an engine that goes on answering nothing sensible ends the replay', async () => {
    const broken = {
      ...database,
      exec: async (sql: string) => {
        if (sql.includes('boom') || sql === 'select 1') throw Object.assign(new Error('unreachable'), { code: '' });
        await database.exec(sql);
      },
    };
    await expect(replay(broken, [file('1.sql', 'select 2\n\nselect boom')], REPLAY_LIMITS)).rejects.toThrow(
      'the replay stopped at 1.sql:2: the embedded database did not survive: unreachable',
    );
  });
});
