import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { readCatalog } from '../../../src/catalog/read-catalog.js';
import { openEmbeddedInThread } from '../../../src/database/embedded/open-in-thread.js';
import { replay } from '../../../src/database/embedded/replay.js';
import type { ReplayDatabase } from '../../../src/database/embedded/replay-database.js';
import { REPLAY_LIMITS } from '../../../src/database/embedded/replay-limits.js';
import { openPostgres } from '../../../src/database/open-postgres.js';
import { parseDatabaseUrl } from '../../../src/inputs/parse-database-url.js';
import { splitStatements } from '../../../src/migrations/split-statements.js';
import type { Catalog } from '../../../src/model/facts.js';
import type { RelationName } from '../../../src/model/names.js';
import { subscription } from '../../support/builders.js';
import { catalogRequest } from '../../support/catalog-request.js';
import { createTestDatabase, describeEachMajor } from '../../support/databases.js';

/** What of a Supabase project these histories name, and the test servers lack. */
const BASELINE = 'create schema extensions; create schema auth; create table auth.users (id uuid primary key);';

/** Histories as projects have them: every way to publish, to lose, to set an identity, to fail and to be salvaged. */
const HISTORIES: Readonly<Record<string, readonly string[]>> = {
  'one table after the other': [
    'create table a (id int primary key); create table b (id uuid primary key, u uuid references auth.users)',
    'alter publication supabase_realtime add table a; alter table a replica identity full;',
    'alter publication supabase_realtime add table only public.b where (id is not null); alter table b replica identity nothing;',
  ],
  'DO blocks, loops and functions': [
    `create table m1 (id int primary key); create table m2 (id int primary key); create table m3 (id int);
     do $$ declare t text; begin foreach t in array array['m1', 'm2'] loop
       execute format('alter publication supabase_realtime add table public.%I', t);
       execute format('alter table public.%I replica identity full', t);
     end loop; end $$;`,
    `create function publish(t text) returns void language plpgsql as $$ begin
       if not exists (select from pg_publication_tables where pubname = 'supabase_realtime' and tablename = t) then
         execute 'alter publication supabase_realtime add table public.' || quote_ident(t);
       end if; end $$;
     select publish('m3'); select publish('m1');`,
  ],
  'the list is replaced, the publication made anew, a member recreated': [
    'create table a (id int primary key); create table b (id int primary key); create table c (id int primary key)',
    'alter publication supabase_realtime add table a, b, c; alter publication supabase_realtime set table a, b',
    'drop publication if exists supabase_realtime; create publication supabase_realtime for table b, c',
    'drop table c cascade; create table c (id int primary key, x text)',
  ],
  'begin, rollback, savepoints': [
    'begin; create table a (id int primary key); alter publication supabase_realtime add table a; commit;',
    'begin; alter publication supabase_realtime drop table a; rollback;',
    `begin; create table b (id int primary key); savepoint s; alter publication supabase_realtime add table b;
     rollback to savepoint s; alter table b replica identity full; commit;`,
  ],
  'partitions, with and without the root': [
    `create table e (id int, d date, primary key (id, d)) partition by range (d);
     create table e_26 partition of e for values from ('2026-01-01') to ('2027-01-01');
     alter publication supabase_realtime add table e;`,
    'alter publication supabase_realtime set (publish_via_partition_root = true)',
    "create table e_27 partition of e for values from ('2027-01-01') to ('2028-01-01'); alter table e_27 replica identity full",
  ],
  'all tables, and tables in a schema': [
    'create schema app; create table app.a (id int primary key); create publication everything for all tables',
    'alter publication supabase_realtime add tables in schema app; create table app.b (id int)',
    'drop publication everything; alter table app.a set schema public; alter table app.b rename to bb',
  ],
  identities: [
    `create table a (id int primary key, k text not null); create unique index a_k on a (k);
     alter table a replica identity using index a_k; alter publication supabase_realtime add table a;`,
    'create table b (id int primary key deferrable); alter publication supabase_realtime add table b (id)',
    'drop index a_k; create unlogged table u (id int); create view v as select 1 as one',
  ],
  'in no order that replays, and on tables nobody makes': [
    'alter publication supabase_realtime add table later; alter table later replica identity full',
    `do $$ begin if exists (select from information_schema.tables where table_name = 'ghost') then
       alter publication supabase_realtime add table public.ghost; end if; end $$;
     alter table public.ghost add column note text; alter publication supabase_realtime add table public.ghost;`,
    'create table later (id int primary key); alter publication supabase_realtime add table later',
    "create policy p on nowhere using (true); do $$ begin raise exception 'no data'; end $$; insert into a values (1)",
  ],
  'row security, rights, lists of columns and what is above and below': [
    `create domain short as varchar(20); create type mood as enum ('ok');
     create table a (id int primary key, "B b" short, mood mood, tags text[], body text, n numeric, secret text,
       twice int generated always as (id * 2) stored);
     alter table a enable row level security; create policy "All of it" on a using (id > 3 and "B b" is not null);
     create policy p on a as restrictive for select to anon, authenticated using (exists (select from a as other));`,
    `revoke select on a from anon; grant select (id, body) on a to anon; create table heir () inherits (a);
     alter publication supabase_realtime add table only a where (id > 3 and body is not null);
     create publication etl for table a (id, body) with (publish = 'update'); create publication all_of_it for all tables;`,
    `create table e (id int, d int, note text, primary key (id, d) include (note)) partition by range (d);
     create table e_1 partition of e for values from (1) to (9); alter table e enable row level security;
     create publication by_root for table e (id, d) where (d > 3) with (publish_via_partition_root);
     alter publication supabase_realtime add table e; revoke usage on schema public from authenticated, public;`,
  ],
  'names that want quotes, and text that looks like more': [
    `create schema "Odd;Schema"; create table "Odd;Schema"."It's ""x""" (id int primary key);
     alter publication supabase_realtime add table "Odd;Schema"."It's ""x""";
     comment on table "Odd;Schema"."It's ""x""" is 'a; b $$ -- c'; alter table "Odd;Schema"."It's ""x""" enable row level security;`,
    'set search_path = "Odd;Schema"; create table here (id int primary key); reset all; create table there (id int)',
  ],
};

/** Whose columns are read as well. */
const ASKED = [subscription('public.a'), subscription('public.e')];

interface Outcome {
  readonly replayed: object;
  readonly catalog: Catalog;
}

async function replayHistory(database: ReplayDatabase, name: string): Promise<object> {
  const files = (HISTORIES[name] ?? []).map((sql, index) => {
    const file = `${index + 1}.sql`;
    const pieces = splitStatements(sql).filter(({ kind }) => kind === 'statement');
    return {
      file,
      statements: pieces.map(({ text, line, column }) => ({ text, location: { file, line, column } })),
    };
  });
  const { counts, failed, events, relations } = await replay(database, files, REPLAY_LIMITS);
  const isOfHistory = (relation: RelationName | null): boolean =>
    relation === null || ['public', 'app', 'Odd;Schema'].includes(relation.schema);
  return {
    counts,
    // FOR ALL TABLES takes in the tables of the baseline, of which there are more here.
    relations: relations.filter(isOfHistory),
    // Ids and messages are of one server.
    events: events.filter(({ relation }) => isOfHistory(relation)).map(({ relationId: _, ...event }) => event),
    failed: failed.map(({ statement, code, matters }) => [
      statement.location.file,
      statement.location.line,
      code,
      matters,
    ]),
  };
}

const embeddedOutcomes = new Map<string, Promise<Outcome>>();

/** Replayed once, however many servers it is compared with. */
function embedded(name: string): Promise<Outcome> {
  const outcome = embeddedOutcomes.get(name) ?? replayEmbedded(name);
  embeddedOutcomes.set(name, outcome);
  return outcome;
}

async function replayEmbedded(name: string): Promise<Outcome> {
  const database = await openEmbeddedInThread(REPLAY_LIMITS);
  try {
    return {
      replayed: await replayHistory(database, name),
      catalog: await readCatalog(database, catalogRequest(ASKED, { hasStatistics: false })),
    };
  } finally {
    await database.close();
  }
}

async function onServer(url: string, name: string): Promise<Outcome> {
  const client = new pg.Client({ connectionString: url, ssl: false });
  await client.connect();
  try {
    await client.query(BASELINE);
    const replayed = await replayHistory(
      {
        exec: async (sql) => void (await client.query(sql)),
        select: async (sql, parameters = []) => (await client.query(sql, [...parameters])).rows,
      },
      name,
    );
    const { secrets: _, sslMode: __, ...address } = parseDatabaseUrl(url, 'test');
    const database = await openPostgres({ ...address, ssl: 'disable', sslCa: null });
    const catalog = await readCatalog(database, catalogRequest(ASKED, { hasStatistics: false }));
    await database.close();
    return { replayed, catalog };
  } finally {
    await client.end();
  }
}

/** The embedded engine is PostgreSQL 18; projects run on 15 and 17. */
describeEachMajor('the same history gives the same facts embedded and', (major) => {
  describe.each(Object.keys(HISTORIES))('%s', (name) => {
    let [here, there]: (Outcome | null)[] = [null, null];
    let drop = async (): Promise<void> => {};
    beforeAll(async () => {
      const database = await createTestDatabase(major);
      drop = database.drop;
      [here, there] = [await embedded(name), await onServer(database.url, name)];
    });
    afterAll(() => drop());

    test('events, relations and failures', () => {
      expect(here?.replayed).toEqual(there?.replayed);
    });

    test('the catalogue', () => {
      expect(here?.catalog).toEqual({ ...there?.catalog, majorVersion: 18 });
    });
  });
});
