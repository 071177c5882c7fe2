import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Replayed, replay } from '../../../src/database/embedded/replay.js';
import { REPLAY_LIMITS } from '../../../src/database/embedded/replay-limits.js';
import type { Statement } from '../../../src/model/migration.js';
import { quoteRelation } from '../../../src/model/names.js';
import { type BareEmbedded, file, openBareEmbedded } from '../../support/bare-embedded.js';

interface Case {
  readonly name: string;
  /** Paragraphs are statements; the first is line 1. */
  readonly sql: string;
  /** `line kind relation [details]`, in order. */
  readonly events: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: 'each statement is charged with its own',
    sql: `create table rooms (id int primary key)

      alter table rooms enable row level security

      alter table rooms replica identity full

      alter publication supabase_realtime add table rooms

      alter table rooms add column note text

      alter table rooms replica identity default`,
    events: [
      '1 created public.rooms',
      '2 row-security public.rooms false>true',
      '3 identity public.rooms d>f',
      '4 published public.rooms supabase_realtime',
      '6 identity public.rooms f>d',
    ],
  },
  {
    name: 'a DO block and EXECUTE format()',
    sql: `create table a (id int primary key)

      create table b (id int primary key)

      do $$ declare name text; begin
        foreach name in array array['a', 'b'] loop
          execute format('alter table %I replica identity full', name);
          execute format('alter publication supabase_realtime add table public.%I', name);
        end loop;
      end $$`,
    events: [
      '1 created public.a',
      '2 created public.b',
      '3 identity public.a d>f by alter table a replica identity full',
      '3 published public.a supabase_realtime by alter publication supabase_realtime add table public.a',
      '3 identity public.b d>f by alter table b replica identity full',
      '3 published public.b supabase_realtime by alter publication supabase_realtime add table public.b',
    ],
  },
  {
    name: 'the branch of a DO block that ran, though another names the table first',
    sql: `create table a (id int primary key)

      do $$ begin
        if false then create publication supabase_realtime for table a;
        else execute 'alter publication supabase_realtime add table a'; end if; end $$`,
    events: [
      '1 created public.a',
      '4 published public.a supabase_realtime by alter publication supabase_realtime add table a',
    ],
  },
  {
    name: 'functions called by SELECT, in PL/pgSQL and SQL',
    sql: `create table a (id int primary key)

      create function publish(name text) returns void language plpgsql as $$ begin
        execute format('alter publication supabase_realtime add table %I', name); end $$

      create function full_identity() returns void language sql as $$ alter table a replica identity full $$

      select publish('a')

      select full_identity()`,
    events: [
      '1 created public.a',
      '4 published public.a supabase_realtime by alter publication supabase_realtime add table a',
      '5 identity public.a d>f',
    ],
  },
  {
    name: 'SET TABLE replaces the list',
    sql: `create table a (id int)

      create table b (id int)

      alter publication supabase_realtime add table a

      alter publication supabase_realtime set table b

      alter publication supabase_realtime drop table b`,
    events: [
      '1 created public.a',
      '2 created public.b',
      '3 published public.a supabase_realtime',
      '4 unpublished public.a supabase_realtime list-replaced',
      '4 published public.b supabase_realtime',
      '5 unpublished public.b supabase_realtime named',
    ],
  },
  {
    name: 'SET TABLE within a DO block is told apart by its own text',
    sql: `create table a (id int)

      create table b (id int)

      alter publication supabase_realtime add table a, b

      do $$ begin alter publication supabase_realtime set table b; end $$`,
    events: [
      '1 created public.a',
      '2 created public.b',
      '3 published public.a supabase_realtime',
      '3 published public.b supabase_realtime',
      '4 unpublished public.a supabase_realtime list-replaced by alter publication supabase_realtime set table b',
    ],
  },
  {
    name: 'a publication dropped and created again',
    sql: `create table a (id int)

      alter publication supabase_realtime add table a

      drop publication if exists supabase_realtime

      create publication supabase_realtime

      drop publication if exists nothing`,
    events: [
      '1 created public.a',
      '2 published public.a supabase_realtime',
      '3 unpublished public.a supabase_realtime publication-dropped',
      '3 publication-dropped supabase_realtime',
      '4 publication-created supabase_realtime',
    ],
  },
  {
    name: 'a renamed publication is another one',
    sql: `create table a (id int)

      create publication other for table a

      alter publication other rename to another`,
    events: [
      '1 created public.a',
      '2 publication-created other',
      '2 published public.a other',
      '3 unpublished public.a other publication-dropped',
      '3 publication-dropped other',
      '3 publication-created another',
      '3 published public.a another',
    ],
  },
  {
    name: 'a member dropped and created again is in no publication',
    sql: `create table a (id int)

      alter publication supabase_realtime add table a

      drop table a

      create table a (id int)`,
    events: [
      '1 created public.a',
      '2 published public.a supabase_realtime',
      '3 unpublished public.a supabase_realtime table-dropped',
      '3 dropped public.a',
      '4 created public.a',
    ],
  },
  {
    name: 'a dropped column takes the membership that lists it along',
    sql: `create table a (id int, note text)

      alter publication supabase_realtime add table a (id, note)

      alter table a drop column note cascade`,
    events: [
      '1 created public.a',
      '2 published public.a supabase_realtime',
      '3 unpublished public.a supabase_realtime other',
    ],
  },
  {
    name: 'DROP SCHEMA CASCADE takes its tables along',
    sql: `create schema s

      create table s.a (id int)

      alter publication supabase_realtime add table s.a

      drop schema s cascade`,
    events: [
      '2 created s.a',
      '3 published s.a supabase_realtime',
      '4 unpublished s.a supabase_realtime table-dropped',
      '4 dropped s.a',
    ],
  },
  {
    name: 'renames keep the membership, and events have the last name',
    sql: `create schema s

      create table a (id int)

      alter publication supabase_realtime add table a

      alter table a rename to b

      alter table b set schema s

      alter schema s rename to t`,
    events: [
      '2 created t.b',
      '3 published t.b supabase_realtime',
      '4 renamed t.b public.a>public.b',
      '5 renamed t.b public.b>s.b',
      '6 renamed t.b s.b>t.b',
    ],
  },
  {
    name: 'partitions come and go with their root',
    sql: `create table log (at date) partition by range (at)

      alter publication supabase_realtime add table log

      create table log_1 partition of log for values from ('2026-01-01') to ('2026-02-01')

      create table log_2 (at date)

      alter table log attach partition log_2 for values from ('2026-02-01') to ('2026-03-01')

      alter table log detach partition log_1

      alter publication supabase_realtime set (publish_via_partition_root = true)`,
    events: [
      '1 created public.log',
      '3 created public.log_1',
      '3 published public.log_1 supabase_realtime',
      '4 created public.log_2',
      '5 published public.log_2 supabase_realtime',
      '6 unpublished public.log_1 supabase_realtime other',
      '7 unpublished public.log_2 supabase_realtime other',
      '7 published public.log supabase_realtime',
    ],
  },
  {
    name: 'FOR ALL TABLES and FOR TABLES IN SCHEMA take in what is created, and nothing of the log',
    sql: `create schema s

      create publication everything for all tables

      create publication partial for tables in schema s

      create table s.a (id int)

      alter table s.a set schema public

      alter publication partial set table auth.users`,
    events: [
      '2 publication-created everything',
      '2 published auth.users everything',
      '3 publication-created partial',
      '4 created public.a',
      '4 published public.a everything',
      '4 published public.a partial',
      '5 renamed public.a s.a>public.a',
      '5 unpublished public.a partial other',
      '6 published auth.users partial',
    ],
  },
  {
    name: 'FOR ALL TABLES alone takes in what is created',
    sql: `create publication everything for all tables

      create table a (id int)`,
    events: [
      '1 publication-created everything',
      '1 published auth.users everything',
      '2 created public.a',
      '2 published public.a everything',
    ],
  },
  {
    name: 'FOR TABLES IN SCHEMA alone takes in what is created and loses what is moved',
    sql: `create publication partial for tables in schema public

      create table a (id int)

      alter table a set schema extensions

      alter table extensions.a rename to b

      drop table extensions.b`,
    events: [
      '1 publication-created partial',
      '2 created extensions.b',
      '2 published extensions.b partial',
      '3 renamed extensions.b public.a>extensions.a',
      '3 unpublished extensions.b partial other',
      '4 renamed extensions.b extensions.a>extensions.b',
      '5 dropped extensions.b',
    ],
  },
  {
    name: 'tables made in other ways: AS, INTO, within CREATE SCHEMA; not temporary ones',
    sql: `create table a as select 1 as id

      select 1 as id into b

      create schema s create table c (id int)

      create temp table d (id int)

      create unlogged table e (id int)

      create view f as select 1

      drop table d`,
    events: ['1 created public.a', '2 created public.b', '3 created s.c', '5 created public.e'],
  },
  {
    name: 'SET ROLE and SET SESSION AUTHORIZATION',
    sql: `set role authenticated

      create table a (id int)

      alter table a replica identity full

      set role anon

      create table b (id int)

      reset role

      set session authorization authenticated

      create table c (id int)

      alter table c enable row level security

      drop table c

      reset session authorization

      create schema s

      set session authorization authenticated`,
    events: [
      '2 created public.a',
      '3 identity public.a d>f',
      '5 created public.b',
      '8 created public.c',
      '9 row-security public.c false>true',
      '10 dropped public.c',
    ],
  },
  {
    name: 'session_replication_role, an empty search path and a standard-conforming dump header',
    sql: `set session_replication_role = replica

      select pg_catalog.set_config('search_path', '', false)

      create table public.a (id int)

      alter table only public.a replica identity full`,
    events: ['3 created public.a', '4 identity public.a d>f'],
  },
  {
    name: "a migration's own event trigger is charged to the statement that fired it",
    sql: `create function ensure_rls() returns event_trigger language plpgsql as $$ declare command record; begin
        for command in select * from pg_event_trigger_ddl_commands() where command_tag = 'CREATE TABLE' loop
          execute format('alter table %s enable row level security', command.object_identity);
        end loop; end $$

      create event trigger ensure_rls on ddl_command_end when tag in ('CREATE TABLE') execute function ensure_rls()

      create table a (id int)

      drop event trigger ensure_rls

      drop function ensure_rls()`,
    events: [
      '3 created public.a by alter table public.a enable row level security',
      '3 row-security public.a false>true by alter table public.a enable row level security',
    ],
  },
  {
    name: 'what is rolled back leaves no blame, and what stands beside it does',
    sql: `create table kept (id int)

      begin

      create table gone (id int)

      alter publication supabase_realtime add table kept

      alter table nothing add column id int

      rollback

      start transaction

      create table first (id int)

      savepoint here

      create table second (id int)

      rollback to savepoint here

      create table third (id int)

      commit work`,
    events: ['1 created public.kept', '8 created public.first', '12 created public.third'],
  },
  {
    name: 'a failure within a DO block takes the block along, and one that is caught does not',
    sql: `do $$ begin create table a (id int); perform 1 / 0; end $$

      do $$ begin create table b (id int);
        begin create table c (id int); perform 1 / 0; exception when others then null; end; end $$`,
    events: ['2 created public.b by create table b (id int)'],
  },
];

describe('blame', () => {
  let database: BareEmbedded;
  beforeAll(async () => {
    database = await openBareEmbedded();
  });
  afterAll(() => database.close());

  test.each(CASES)('$name', async ({ sql, events }) => {
    const migration = file('m.sql', sql);
    const replayed = await replay(database, [migration], REPLAY_LIMITS);
    await startOver(database);
    expect(told(replayed, migration.statements)).toEqual(events);
    expect(await database.select("select from pg_namespace where nspname = 'realtime_guard'")).toEqual([]);
  });
});

/** Takes everything back, so that each case begins with the same. */
async function startOver(database: BareEmbedded): Promise<void> {
  await database.exec(`reset all; drop publication if exists everything, partial, another;
    drop publication if exists supabase_realtime; create publication supabase_realtime;
    drop schema if exists s, t cascade; drop schema public cascade;
    create schema public; grant all on schema public to public;`);
}

/** One line an event; `by` where the SQL that did it is not the statement itself. */
function told({ events }: Replayed, statements: readonly Statement[]): readonly string[] {
  return events.map(({ kind, relation, publication, from, to, cause, location, statement, index }) =>
    [
      `${location.line} ${kind}`,
      relation === null ? '' : quoteRelation(relation),
      publication ?? '',
      from === null ? '' : `${from}>${to}`,
      cause ?? '',
      statement === statements[index]?.text ? '' : `by ${statement}`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
}
