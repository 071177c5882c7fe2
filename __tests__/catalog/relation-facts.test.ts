import { afterAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { type CatalogRequest, readCatalog } from '../../src/catalog/read-catalog.js';
import { openPostgres } from '../../src/database/open-postgres.js';
import { parseDatabaseUrl } from '../../src/inputs/parse-database-url.js';
import type { Catalog, Relation } from '../../src/model/facts.js';
import { subscription } from '../support/builders.js';
import { catalogRequest } from '../support/catalog-request.js';
import { createTestDatabase, describeEachMajor, type TestDatabase } from '../support/databases.js';

async function catalogOf(database: TestDatabase, request: CatalogRequest): Promise<Catalog> {
  const opened = await openPostgres({ ...parseDatabaseUrl(database.url, 'test'), ssl: 'disable', sslCa: null });
  try {
    return await readCatalog(opened, request);
  } finally {
    await opened.close();
  }
}

function relationIn(catalog: Catalog, wanted: string): Relation {
  const relation = catalog.relations.find(({ name }) => name === wanted);
  if (relation === undefined) throw new Error(`there is no ${wanted}`);
  return relation;
}

describeEachMajor('what is read of a relation', (major) => {
  const databases: TestDatabase[] = [];
  const given = async (sql: string, asked: readonly string[] = []): Promise<Catalog> => {
    const database = await createTestDatabase(major, sql);
    databases.push(database);
    return await catalogOf(database, catalogRequest(asked.map((one) => subscription(one))));
  };
  afterAll(async () => {
    for (const database of databases) await database.drop();
  });

  test('the columns of keys, in their order and without those that are only included', async () => {
    const catalog = await given(`
      create table two (id int, slug text not null, "B b" int not null, primary key (slug, id) include ("B b"));
      create unique index two_index on two ("B b", slug) include (id);
      alter table two replica identity using index two_index;
      create table gone (id int primary key, slug text not null); create unique index gone_slug on gone (slug);
      alter table gone replica identity using index gone_slug; drop index gone_slug;
      alter publication supabase_realtime add table two, gone;`);
    expect(catalog.majorVersion).toBe(major);
    expect(relationIn(catalog, 'two').identityIndexColumns).toEqual(['B b', 'slug']);
    expect(relationIn(catalog, 'two').primaryKey?.columns).toEqual(['slug', 'id']);
    expect(relationIn(catalog, 'gone')).toMatchObject({ identityIndex: null, identityIndexColumns: [] });
  });

  test('columns of char and bit, and those of the key whose type is no plain one', async () => {
    const catalog = await given(`
      create type mood as enum ('ok'); create domain shown as mood; create domain shown_too as shown;
      create domain code as char(3);
      create table plain (id int, slug text, name varchar(9), at timestamptz, primary key (id, slug, name, at));
      create table odd (tags text[], mood shown_too, body jsonb, hash bytea, other text[], primary key (mood, tags, hash));
      create table cut (id char(11) primary key, code code, state char(2), flag bit, flags bit(3), free bpchar, gone char(4));
      alter table cut drop column gone;
      alter publication supabase_realtime add table plain, odd, cut;`);
    const delicate = (wanted: string): readonly string[] =>
      relationIn(catalog, wanted).delicateColumns.map(
        ({ name, type, baseType, category, isDomain, isKey }) =>
          `${name} ${type} ${baseType} ${category} ${isDomain} ${isKey}`,
      );
    expect(delicate('plain')).toEqual([]);
    expect(delicate('odd')).toEqual([
      'tags text[] _text A false true',
      'mood shown_too mood E true true',
      'hash bytea bytea U false true',
    ]);
    expect(delicate('cut')).toEqual([
      'id character(11) bpchar S false true',
      'state character(2) bpchar S false false',
      'flag bit(1) bit V false false',
      'flags bit(3) bit V false false',
      'free bpchar bpchar S false false',
    ]);
  });

  test('columns of what is subscribed to by name, with the type behind a domain', async () => {
    const catalog = await given(
      `create schema app; create type app.mood as enum ('ok'); create domain short as varchar(20);
       create domain shorter as short check (length(value) < 5);
       create table app.t (id int primary key, gone int, mood app.mood, tags text[], name shorter, code varchar(7),
         doubled int generated always as (id * 2) stored, at timestamptz, span int4range, place point, note text);
       alter table app.t drop column gone;
       create table other (id int primary key); create view seen as select 1 as one, 'x'::text as two;
       alter publication supabase_realtime add table app.t, other;`,
      ['app.t', 'public.seen'],
    );
    const columns = relationIn(catalog, 't').columns ?? [];
    expect(columns.map((one) => [one.name, one.type, one.baseType, one.category, one.isDomain])).toEqual([
      ['id', 'integer', 'int4', 'N', false],
      ['mood', 'app.mood', 'mood', 'E', false],
      ['tags', 'text[]', '_text', 'A', false],
      ['name', 'shorter', 'varchar', 'S', true],
      ['code', 'character varying(7)', 'varchar', 'S', false],
      ['doubled', 'integer', 'int4', 'N', false],
      ['at', 'timestamp with time zone', 'timestamptz', 'D', false],
      ['span', 'int4range', 'int4range', 'R', false],
      ['place', 'point', 'point', 'G', false],
      ['note', 'text', 'text', 'S', false],
    ]);
    expect(columns.filter(({ generated }) => generated !== null)).toMatchObject([
      { name: 'doubled', generated: 'stored' },
    ]);
    expect(relationIn(catalog, 't').generatedColumns).toEqual(['doubled']);
    expect(relationIn(catalog, 'other').columns).toBeNull();
    expect(relationIn(catalog, 'seen').columns?.map(({ name, isToastable }) => [name, isToastable])).toEqual([
      ['one', false],
      ['two', false],
    ]);
  });

  test('columns whose values are kept out of line', async () => {
    const catalog = await given(
      `create table short (id int primary key, code varchar(20), price numeric, at inet);
       create table long (id int primary key, body text, code varchar(36), price numeric, data jsonb, tags int[],
         inline text, plain text, whole varchar(2000), big bit varying(20000));
       alter table long alter inline set storage main, alter plain set storage plain;
       create table wide (id int primary key, ${Array.from({ length: 40 }, (_, at) => `c${at} varchar(36)`).join(', ')});
       create table parts (id int primary key, body text) partition by range (id);
       alter publication supabase_realtime add table short, long, wide;`,
      ['public.long', 'public.parts'],
    );
    const wanted = ['body', 'data', 'tags', 'inline', 'whole', 'big'];
    expect(relationIn(catalog, 'short').toastableColumns).toEqual([]);
    expect(relationIn(catalog, 'long').toastableColumns).toEqual(wanted);
    const columns = relationIn(catalog, 'long').columns ?? [];
    expect(columns.filter(({ isToastable }) => isToastable).map(({ name }) => name)).toEqual(wanted);
    expect(relationIn(catalog, 'wide').toastableColumns).toHaveLength(40);
    expect(relationIn(catalog, 'parts').toastableColumns).toEqual(['body']);
  });

  test('row security of the nearest table above a leaf', async () => {
    const catalog = await given(
      `create table top (id int primary key) partition by range (id);
       create table middle partition of top for values from (0) to (100) partition by range (id);
       create table low partition of middle for values from (0) to (50);
       create table side partition of top for values from (100) to (200);
       alter table top enable row level security; alter table middle enable row level security;
       alter publication supabase_realtime add table top;`,
      ['public.top'],
    );
    expect(relationIn(catalog, 'low').rowSecurityAbove).toEqual({ schema: 'public', name: 'middle' });
    expect(relationIn(catalog, 'side').rowSecurityAbove).toEqual({ schema: 'public', name: 'top' });
    expect(relationIn(catalog, 'low').partitionRoot).toEqual({ schema: 'public', name: 'top' });
    expect(relationIn(catalog, 'top')).toMatchObject({ rowSecurityAbove: null, partitionRoot: null, inheritedBy: [] });
  });

  test('tables that inherit', async () => {
    const catalog = await given(`
      create schema app; create table animals (id int primary key); create table cats () inherits (animals);
      create table app.dogs () inherits (animals); alter publication supabase_realtime add table only animals;`);
    expect(relationIn(catalog, 'animals').inheritedBy).toEqual([
      { schema: 'app', name: 'dogs' },
      { schema: 'public', name: 'cats' },
    ]);
  });

  test('policies', async () => {
    const catalog = await given(`
      create table t (id int primary key, owner text); create table other (id int primary key);
      create policy everyone on t using (id > 3);
      create policy mine on t as restrictive for select to authenticated, anon using (owner = current_user);
      create policy writes on t for insert with check (true);
      create policy unheard on other using (true); alter publication supabase_realtime add table t;`);
    expect(relationIn(catalog, 't').policies).toEqual([
      { name: 'everyone', isPermissive: true, command: 'all', roles: ['public'], using: '(id > 3)' },
      {
        name: 'mine',
        isPermissive: false,
        command: 'select',
        roles: ['anon', 'authenticated'],
        using: '(owner = CURRENT_USER)',
      },
      { name: 'writes', isPermissive: true, command: 'insert', roles: ['public'], using: null },
    ]);
  });

  test('rights of the judged roles', async () => {
    const database = await createTestDatabase(
      major,
      `create schema app; create table app.t (id int primary key, body text, secret text);
       create table all_of_it (id int primary key);
       grant select (id, body) on app.t to anon; grant usage on schema app to authenticated;
       grant select on all_of_it to public; alter publication supabase_realtime add table app.t, all_of_it;`,
    );
    databases.push(database);
    const roles = ['service_role', 'nobody_there', 'anon', 'authenticated', 'postgres'];
    const catalog = await catalogOf(database, catalogRequest([], { roles }));
    expect(catalog.roles).toEqual([
      { name: 'service_role', exists: true, bypassesRowSecurity: true },
      { name: 'nobody_there', exists: false, bypassesRowSecurity: false },
      { name: 'anon', exists: true, bypassesRowSecurity: false },
      { name: 'authenticated', exists: true, bypassesRowSecurity: false },
      { name: 'postgres', exists: true, bypassesRowSecurity: true },
    ]);
    const rightsOf = (name: string, role: string) =>
      relationIn(catalog, name).rights.find((rights) => rights.role === role);
    expect(relationIn(catalog, 't').rights.map(({ role }) => role)).toEqual(
      roles.filter((one) => !one.includes('_there')),
    );
    expect(rightsOf('t', 'anon')).toMatchObject({ schemaUsage: false, selectsAll: false, columns: ['id', 'body'] });
    expect(rightsOf('t', 'authenticated')).toMatchObject({ schemaUsage: true, selectsAll: false, columns: [] });
    expect(rightsOf('t', 'postgres')).toMatchObject({ schemaUsage: true, selectsAll: true });
    expect(rightsOf('all_of_it', 'anon')).toMatchObject({ selectsAll: true });
  });

  test('every publication that sends a table', async () => {
    const catalog = await given(
      `create table t (id int primary key, a int, b text); create unlogged table fast (id int primary key);
       create view seen as select 1 as id;
       alter publication supabase_realtime add table t where (id > 7 and a is not null);
       create publication etl for table t (id, b) where (id > 3) with (publish = 'insert, delete');
       create publication everything for all tables; create publication by_schema for tables in schema public;`,
      ['public.fast', 'public.seen'],
    );
    const none = { columnList: null, filterColumns: [] };
    expect(relationIn(catalog, 't').senders).toMatchObject([
      { publication: 'by_schema', sendsUpdates: true, sendsDeletes: true, ...none },
      { publication: 'etl', sendsUpdates: false, sendsDeletes: true, columnList: ['id', 'b'], filterColumns: ['id'] },
      { publication: 'everything', sendsUpdates: true, sendsDeletes: true, ...none },
      { publication: 'supabase_realtime', columnList: null, filterColumns: ['id', 'a'] },
    ]);
    expect(relationIn(catalog, 't').columnListPublications).toEqual(['etl']);
    // FOR ALL TABLES passes over what cannot be sent.
    expect(relationIn(catalog, 'fast').senders).toEqual([]);
    expect(relationIn(catalog, 'seen').senders).toEqual([]);
  });

  test('generated columns, virtual and sent, as PostgreSQL 18 has them', async () => {
    const is18 = major >= 18;
    const catalog = await given(
      `create table t (id int primary key, a int, s int generated always as (a) stored
         ${is18 ? ', v int generated always as (a) virtual' : ''});
       alter publication supabase_realtime add table t;
       ${is18 ? 'create publication generated for table t with (publish_generated_columns = stored);' : ''}`,
      ['public.t'],
    );
    const { columns, generatedColumns, senders } = relationIn(catalog, 't');
    const generated = is18 ? [null, null, 'stored', 'virtual'] : [null, null, 'stored'];
    expect(columns?.map((column) => column.generated)).toEqual(generated);
    expect(generatedColumns).toEqual(['s']);
    const sent = senders.map(({ publication, sendsGenerated }) => [publication, sendsGenerated]);
    expect(sent).toEqual([...(is18 ? [['generated', true]] : []), ['supabase_realtime', false]]);
  });

  test('publications that send a leaf by a table above it', async () => {
    const catalog = await given(
      `create schema app;
       create table top (id int, day int, note text, primary key (id, day)) partition by range (id);
       create table app.middle partition of top for values from (0) to (100) partition by range (id);
       create table low partition of app.middle for values from (0) to (50);
       alter publication supabase_realtime add table low;
       create publication by_leaf for table top;
       create publication by_root for table top (id, day), low with (publish_via_partition_root);
       create publication filtered for table top where (day > 3), low with (publish_via_partition_root);
       create publication in_schema for tables in schema app;`,
    );
    expect(relationIn(catalog, 'low').senders).toMatchObject([
      { publication: 'by_leaf', columnList: null },
      { publication: 'by_root', columnList: ['id', 'day'] },
      { publication: 'filtered', columnList: null, filterColumns: ['day'] },
      { publication: 'in_schema', columnList: null },
      { publication: 'supabase_realtime', columnList: null },
    ]);
  });

  test('what was counted of tables that are sent, where it is asked for', async () => {
    const database = await createTestDatabase(
      major,
      `create table t (id int primary key, body text); alter table t alter body set storage external;
       insert into t select n, repeat('x', 3000) from generate_series(1, 50) as n;
       create table empty (id int primary key); create table unsent (id int primary key);
       create table parts (id int primary key) partition by range (id);
       create table leaf partition of parts for values from (0) to (100); insert into parts values (1), (2);
       alter publication supabase_realtime set (publish_via_partition_root);
       alter publication supabase_realtime add table t, empty, parts;`,
    );
    databases.push(database);
    await database.run('update t set id = id + 100; delete from t where id = 101; select pg_stat_force_next_flush()');
    await database.run('analyze t, leaf, empty');
    const asked = [subscription('public.unsent')];
    const catalog = await catalogOf(database, catalogRequest(asked));
    const { statistics } = relationIn(catalog, 't');
    expect(statistics).toMatchObject({ rows: 49, updates: 50, deletes: 1, averageRowBytes: expect.any(Number) });
    expect(statistics?.tableBytes).toBeGreaterThan(0);
    expect(statistics?.toastBytes).toBeGreaterThan(50 * 3000);
    expect(relationIn(catalog, 'empty').statistics).toBeNull();
    expect(relationIn(catalog, 'leaf').statistics).toMatchObject({ rows: 2 });
    expect(relationIn(catalog, 'parts').statistics).toBeNull();
    expect(relationIn(catalog, 'unsent').statistics).toBeNull();
    const without = await catalogOf(database, catalogRequest(asked, { hasStatistics: false }));
    expect(relationIn(without, 't').statistics).toBeNull();
  });

  test('a lock on a table that is not looked at is not waited for', async () => {
    const database = await createTestDatabase(
      major,
      `create table t (id int primary key); create table busy (id int primary key);
       create policy p on busy using (id > 3); alter publication supabase_realtime add table t;`,
    );
    databases.push(database);
    const other = new pg.Client({ connectionString: database.url, ssl: false });
    await other.connect();
    try {
      await other.query('begin; lock table busy in access exclusive mode');
      const catalog = await catalogOf(database, catalogRequest());
      expect(catalog.relations).toHaveLength(1);
    } finally {
      await other.end();
    }
  });
});
