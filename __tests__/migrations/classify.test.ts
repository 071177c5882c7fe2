import { expect, test } from '@jest/globals';
import { matters } from '../../src/migrations/classify.js';

test.each([
  'create table a (id int)',
  'CREATE UNLOGGED TABLE a (id int)',
  'create temp table a (id int)',
  'create table a as select 1',
  'select 1 as id into a',
  'alter table a replica identity full',
  'alter publication supabase_realtime add table a',
  'drop publication supabase_realtime',
  'create schema chat create table a (id int)',
  'drop schema chat cascade',
  'do $$ begin end $$',
  'call publish_all()',
])('matters: %s', (text) => {
  expect(matters(text)).toBe(true);
});

test.each([
  'create index on a (id)',
  'create policy p on a for select using (true)',
  'create function f() returns int language sql as $$ select 1 $$',
  'insert into a select 1',
  'select 1',
  "comment on table a is 'alter table'",
  'domain',
  'grant select on a to anon',
])('does not: %s', (text) => {
  expect(matters(text)).toBe(false);
});
