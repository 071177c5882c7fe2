import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readCatalog } from '../../src/catalog/read-catalog.js';
import type { Database } from '../../src/database/database.js';
import { openPostgres } from '../../src/database/open-postgres.js';
import { parseDatabaseUrl } from '../../src/inputs/parse-database-url.js';
import type { Catalog, Relation } from '../../src/model/facts.js';
import { quoteRelation, type RelationName } from '../../src/model/names.js';
import type { Subscription } from '../../src/model/subscription.js';
import { name, subscription } from '../support/builders.js';
import { catalogRequest } from '../support/catalog-request.js';
import { createTestDatabase, describeEachMajor, type TestDatabase } from '../support/databases.js';

/** Names that break whatever is quoted by hand, compared carelessly or cut short. */
const AWKWARD: readonly RelationName[] = [
  { schema: 'public', name: 'Mixed Case' },
  { schema: 'public', name: 'has"quote' },
  { schema: 'public', name: "has'apostrophe" },
  { schema: 'public', name: 'dot.ted' },
  { schema: 'public', name: 'back\\slash' },
  { schema: 'public', name: 'per%cent' },
  { schema: 'public', name: 'dollar$$quoted$fix$' },
  { schema: 'public', name: 'line\nbreak' },
  { schema: 'public', name: 'emoji 🦜' },
  { schema: 'public', name: 'select' },
  { schema: 'public', name: `${'x'.repeat(62)}y` },
  { schema: 'Odd Schema', name: 'ünïcode' },
];

async function open(url: string): Promise<Database> {
  return await openPostgres({ ...parseDatabaseUrl(url, 'test'), ssl: 'disable', sslCa: null });
}

async function catalogOf(database: TestDatabase, subscriptions: readonly Subscription[] = []): Promise<Catalog> {
  const opened = await open(database.url);
  try {
    return await readCatalog(opened, catalogRequest(subscriptions));
  } finally {
    await opened.close();
  }
}

describeEachMajor('the catalogue', (major) => {
  const databases: TestDatabase[] = [];
  const given = async (sql: string, options?: { publication: boolean }): Promise<TestDatabase> => {
    const database = await createTestDatabase(major, sql, options);
    databases.push(database);
    return database;
  };
  const relationIn = (catalog: Catalog, wanted: string): Relation | undefined =>
    catalog.relations.find((relation) => quoteRelation(relation) === wanted);
  afterAll(async () => {
    for (const database of databases) await database.drop();
  });

  test('a publication that is absent, with the others there are', async () => {
    const database = await given('create publication other; create publication "Odd One";', { publication: false });
    expect((await catalogOf(database)).publication).toEqual({
      exists: false,
      name: 'supabase_realtime',
      otherPublications: ['Odd One', 'other'],
    });
  });

  test('an empty publication is there', async () => {
    const { publication, relations } = await catalogOf(await given(''));
    expect(publication).toMatchObject({ exists: true, allTables: false, schemas: [], viaPartitionRoot: false });
    expect(relations).toEqual([]);
  });

  test('flags, FOR ALL TABLES and TABLES IN SCHEMA', async () => {
    const some = await given(
      `create schema chat; create table chat.a (id int primary key); create table public.b (id int primary key);
       create publication supabase_realtime for tables in schema chat with (publish = 'insert, delete', publish_via_partition_root);`,
      { publication: false },
    );
    const catalog = await catalogOf(some);
    expect(catalog.publication).toMatchObject({
      schemas: ['chat'],
      viaPartitionRoot: true,
      publishes: { insert: true, update: false, delete: true, truncate: false },
    });
    expect(catalog.relations.map(quoteRelation)).toEqual(['chat.a']);
    const all = await given(
      'create table public.b (id int primary key); create publication supabase_realtime for all tables;',
      {
        publication: false,
      },
    );
    expect((await catalogOf(all)).publication).toMatchObject({ allTables: true });
    expect((await catalogOf(all)).relations.map(quoteRelation)).toEqual(['public.b']);
  });

  test('identity, index of the identity, also one that was dropped', async () => {
    const catalog = await catalogOf(
      await given(`
        create table d (id int primary key); create table f (id int primary key); create table n (id int primary key);
        create table i (id int primary key, slug text not null); create unique index "Odd Index" on i (slug);
        create table gone (id int primary key, slug text not null); create unique index gone_slug on gone (slug);
        alter table f replica identity full; alter table n replica identity nothing;
        alter table i replica identity using index "Odd Index"; alter table gone replica identity using index gone_slug;
        drop index gone_slug;
        alter publication supabase_realtime add table d, f, n, i, gone;`),
    );
    const identities = catalog.relations.map(({ name: relation, relreplident, identityIndex }) => [
      relation,
      relreplident,
      identityIndex,
    ]);
    expect(identities).toEqual([
      ['d', 'd', null],
      ['f', 'f', null],
      ['gone', 'i', null],
      ['i', 'i', 'Odd Index'],
      ['n', 'n', null],
    ]);
  });

  test('primary keys in key order, deferrable or none', async () => {
    const catalog = await catalogOf(
      await given(`
        create table two (a int, "B b" int, primary key ("B b", a)); create table late (id int primary key deferrable);
        create table none (id int unique not null); create table dropped (junk int, id int primary key); alter table dropped drop column junk;
        alter publication supabase_realtime add table two, late, none, dropped;`),
    );
    expect(catalog.relations.map(({ name: relation, primaryKey }) => [relation, primaryKey])).toEqual([
      ['dropped', { columns: ['id'], deferrable: false }],
      ['late', { columns: ['id'], deferrable: true }],
      ['none', null],
      ['two', { columns: ['B b', 'a'], deferrable: false }],
    ]);
  });

  test('row security, column list and row filter of this publication, column lists of any', async () => {
    const catalog = await catalogOf(
      await given(`
        create table plain (id int primary key, secret text); create table listed (id int primary key, secret text, body text);
        create table elsewhere (id int primary key, secret text); create table inserts (id int primary key, secret text);
        alter table plain enable row level security;
        alter publication supabase_realtime add table plain where (id > 7), listed (id, body), elsewhere, inserts;
        create publication etl for table elsewhere (id);
        create publication append_only for table inserts (id) with (publish = 'insert');`),
    );
    expect(relationIn(catalog, 'public.plain')).toMatchObject({
      rowSecurity: true,
      columnList: null,
      rowFilter: '(id > 7)',
    });
    expect(relationIn(catalog, 'public.listed')).toMatchObject({
      rowSecurity: false,
      columnList: ['id', 'body'],
      columnListPublications: ['supabase_realtime'],
    });
    expect(relationIn(catalog, 'public.elsewhere')).toMatchObject({
      columnList: null,
      columnListPublications: ['etl'],
    });
    // Only updates and deletes need the identity.
    expect(relationIn(catalog, 'public.inserts')).toMatchObject({ columnListPublications: [] });
  });

  test.each([false, true])('partitions, publish_via_partition_root = %s', async (viaRoot) => {
    const catalog = await catalogOf(
      await given(
        `create table events (id int, day date, primary key (id, day)) partition by range (day);
         create table events_old partition of events for values from ('2000-01-01') to ('2020-01-01') partition by range (day);
         create table events_2019 partition of events_old for values from ('2019-01-01') to ('2020-01-01');
         create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
         create publication supabase_realtime for table events with (publish_via_partition_root = ${viaRoot});`,
        { publication: false },
      ),
    );
    const rows = catalog.relations.map((relation) => ({
      name: relation.name,
      relkind: relation.relkind,
      published: relation.published,
      through: relation.publishedThrough?.name ?? null,
      root: relation.partitionRoot?.name ?? null,
    }));
    const leaf = (leafName: string) => ({
      name: leafName,
      relkind: 'r',
      published: !viaRoot,
      through: viaRoot ? 'events' : null,
      root: 'events',
    });
    const root = { name: 'events', relkind: 'p', published: true, through: null, root: null };
    expect(rows).toEqual([...(viaRoot ? [root] : []), leaf('events_2019'), leaf('events_2026')]);
  });

  test('a column list on a partition root reaches its leaves', async () => {
    const catalog = await catalogOf(
      await given(
        `create table events (id int, day date, note text, primary key (id, day)) partition by range (day);
         create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
         create publication supabase_realtime for table events (id, day) with (publish_via_partition_root);`,
        { publication: false },
      ),
    );
    expect(relationIn(catalog, 'public.events_2026')).toMatchObject({
      columnList: ['id', 'day'],
      columnListPublications: ['supabase_realtime'],
    });
  });

  test('awkward names, published and subscribed to', async () => {
    const create = AWKWARD.map((relation) => `create table ${quoteRelation(relation)} (id int primary key);`);
    const database = await given(
      `create schema "Odd Schema"; ${create.join('\n')}
       alter publication supabase_realtime add table ${AWKWARD.map(quoteRelation).join(', ')};`,
    );
    const subscriptions = AWKWARD.map(({ schema, name: table }) => ({ ...subscription('x.y'), schema, table }));
    const catalog = await catalogOf(database, subscriptions);
    const names = catalog.relations.map(({ schema, name: relation }) => ({ schema, name: relation }));
    expect(new Set(names.map(quoteRelation))).toEqual(new Set(AWKWARD.map(quoteRelation)));
    expect(catalog.relations.every(({ published }) => published)).toBe(true);
    expect(catalog.similarNames).toEqual([]);
  });

  test('a subscribed name longer than 63 bytes is not cut to one that exists', async () => {
    const long = 'x'.repeat(63);
    const database = await given(`create table ${long} (id int primary key);`);
    const catalog = await catalogOf(database, [subscription(`public.${long}zzz`)]);
    expect(catalog.relations).toEqual([]);
    expect(catalog.similarNames[0]?.candidates).toEqual([{ schema: 'public', name: long }]);
  });

  test('subscribed relations of every kind, in any schema, published or not', async () => {
    const database = await given(`
      create schema chat; create table chat.room (id int primary key); create unlogged table fast (id int primary key);
      create view seen as select 1 as id; create materialized view counted as select 1 as id;
      create table parts (id int primary key) partition by list (id); create sequence numbers; create index room_id on chat.room (id);`);
    const wanted = [
      'chat.room',
      'public.fast',
      'public.seen',
      'public.counted',
      'public.parts',
      'public.numbers',
      'chat.room_id',
    ];
    const catalog = await catalogOf(
      database,
      wanted.map((one) => subscription(one)),
    );
    expect(
      catalog.relations.map((relation) => [quoteRelation(relation), relation.relkind, relation.relpersistence]),
    ).toEqual([
      ['chat.room', 'r', 'p'],
      ['public.counted', 'm', 'p'],
      ['public.fast', 'r', 'u'],
      ['public.parts', 'p', 'p'],
      ['public.seen', 'v', 'p'],
    ]);
    expect(catalog.relations.every(({ published }) => !published)).toBe(true);
  });

  describe('did you mean', () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await given(`
        create schema chat; create table messages (id int primary key); create table chat.rooms (id int primary key);
        create schema if not exists storage; create table storage.buckets_of_mine (id int primary key);
        create table "UserProfiles" (id int primary key); create view recent_messages as select 1 as id;`);
    });

    test.each<[string, readonly string[]]>([
      ['public.mesages', ['public.messages']],
      ['public.Messages', ['public.messages']],
      ['chat.messages', ['public.messages']],
      ['public.rooms', ['chat.rooms']],
      ['public.userprofiles', ['public."UserProfiles"']],
      ['public.recent_mesages', ['public.recent_messages']],
      ['public.pg_clas', []],
      ['public.buckets_of_mine', []],
      ['storage.bucket_of_mine', ['storage.buckets_of_mine']],
      ['public.entirely_different', []],
    ])('%s', async (wanted, expected) => {
      const { similarNames } = await catalogOf(database, [subscription(wanted)]);
      expect(similarNames).toEqual([{ wanted: name(wanted), candidates: expect.anything() }]);
      expect(similarNames[0]?.candidates.map(quoteRelation)).toEqual(expected);
    });
  });

  test('the number of queries does not grow with what there is', async () => {
    const counted = async (tables: number): Promise<number> => {
      const numbers = Array.from({ length: tables }, (_, index) => index);
      const database = await given(
        `${numbers.map((number) => `create table t${number} (id int primary key);`).join('')}
         alter publication supabase_realtime add table ${numbers.map((number) => `t${number}`).join(', ')};`,
      );
      const opened = await open(database.url);
      let queries = 0;
      const counting: Database = {
        engine: opened.engine,
        close: () => opened.close(),
        query: (query, parameters) => {
          queries += 1;
          return opened.query(query, parameters);
        },
      };
      const subscriptions = numbers.map((number) => subscription(`public.t${number}`));
      const { relations } = await readCatalog(counting, catalogRequest(subscriptions));
      expect(relations).toHaveLength(tables);
      await opened.close();
      return queries;
    };
    expect(await counted(1)).toBe(9);
    expect(await counted(200)).toBe(9);
  });
});
