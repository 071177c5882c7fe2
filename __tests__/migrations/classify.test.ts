import { describe, expect, test } from '@jest/globals';
import { isTransactionControl, matters, readTransactionControl } from '../../src/migrations/classify.js';

describe('what could change what Realtime needs', () => {
  test.each([
    'create table a (id int)',
    'create table"a"(id int)',
    'CREATE UNLOGGED TABLE a (id int)',
    'create global temporary table a (id int)',
    'create temp table a (id int)',
    'create foreign table a (id int) server s',
    'create table a as select 1',
    'select 1 as id into a',
    'select (select 1) into a',
    'with b as (select 1) select * into a from b',
    'with b as (insert into c values (1) returning *) select * into a from b',
    'alter table a replica identity full',
    'alter table only a enable row level security',
    'alter /* ; */ -- x\n publication supabase_realtime add table a',
    'drop table if exists a',
    'drop publication supabase_realtime',
    'create publication p for all tables',
    'create schema chat create table a (id int)',
    'alter schema chat rename to talk',
    'drop schema chat cascade',
    'drop owned by someone',
    'import foreign schema a from server b into c',
    'do $$ begin end $$',
    'do language plpgsql $$ begin end $$',
    'do',
    'call publish_all()',
    'execute prepared',
  ])('%s', (text) => {
    expect(matters(text)).toBe(true);
  });

  test.each([
    'create index on a (id)',
    'create policy p on a for select using (true)',
    'create function f() returns int language sql as $$ select 1 $$',
    'create extension citext',
    'drop extension citext cascade',
    'alter default privileges grant select on tables to anon',
    'insert into a select 1',
    'with b as (select 1) insert into a select * from b',
    'with b as (select 1) merge into a using b on true when matched then do nothing',
    'select 1',
    'select create_tables()',
    'select \'into\', "into", $$ into $$ /* into */',
    'select 1 as into',
    'select t.into from t',
    "comment on table a is 'alter table'",
    'domain',
    '"do"',
    'create or replace view table_view as select 1',
    'grant select on a to anon',
    '',
  ])('not %s', (text) => {
    expect(matters(text)).toBe(false);
  });
});

test.each([
  ['begin', 'begin'],
  ['BEGIN /* x */ TRANSACTION isolation level serializable', 'begin'],
  ['start -- x\n transaction read only', 'begin'],
  ['commit', 'commit'],
  ['commit and chain', 'commit'],
  ['end work', 'commit'],
  ['rollback', 'rollback'],
  ['rollback and no chain', 'rollback'],
  ['abort', 'rollback'],
  ['savepoint a', 'savepoint'],
  ['release savepoint a', 'release'],
  ['rollback to a', 'rollback-to'],
  ['rollback work to savepoint a', 'rollback-to'],
  ['rollback transaction/**/to a', 'rollback-to'],
  ["prepare transaction 'x'", 'prepare'],
  ["commit prepared 'x'", 'prepared'],
  ["rollback prepared 'x'", 'prepared'],
  ['prepare p as select 1', null],
  ['set transaction read only', null],
  ['select 1', null],
  ['beginning', null],
  ['"begin"', null],
  ['', null],
])('%s is %s to the transaction', (text, kind) => {
  expect(readTransactionControl(text)).toBe(kind);
  expect(isTransactionControl(text)).toBe(kind !== null);
});
