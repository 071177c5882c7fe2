import { expect, test } from '@jest/globals';
import rule from '../../src/rules/migrations-replay.js';
import { facts, failed, found, history, line } from '../support/builders.js';

const given = (...statements: ReturnType<typeof failed>[]) => ({
  ...facts([]),
  history: history({ failed: statements }),
});

test('a statement that failed and matters, at its line', () => {
  expect(found(rule, given(failed('alter table x add y int', 4)))).toEqual([
    {
      subject: 'supabase/migrations/1_a.sql:4',
      message: 'a statement fails when the migrations are replayed: relation "x" does not exist',
      detail: 'what that does to tables and publications is missing from the check (SQLSTATE 42P01)',
      hint: 'Complete the migrations so that they build the database from nothing, or check a database with database-url.',
      fix: [],
      location: line(4),
      related: [],
    },
  ]);
});

test('statements that fail for one cause are one finding, at the first, with the others', () => {
  const [violation, ...others] = found(
    rule,
    given(failed('alter table x add y int', 4), failed('drop table z', 6, { message: 'z' }), failed('do $$ $$', 9)),
  );
  expect(violation).toMatchObject({
    subject: 'supabase/migrations/1_a.sql:4',
    message: '2 statements fail when the migrations are replayed: relation "x" does not exist',
    location: line(4),
    related: [{ ...line(9), label: 'and here' }],
  });
  expect(others).toMatchObject([{ subject: 'supabase/migrations/1_a.sql:6' }]);
});

test('statements that fail alike for one name after another are one finding; what is missing is told by name', () => {
  const twice = (table: string, line: number) =>
    failed('alter table', line, {
      code: '42P16',
      message: `multiple primary keys for table "${table}" are not allowed`,
    });
  const messages = found(
    rule,
    given(twice('a', 4), failed('do', 5), failed('do', 6, { message: 'relation "y"' }), twice('b', 9)),
  );
  expect(messages.map(({ message }) => message)).toEqual([
    '2 statements fail alike when the migrations are replayed, the first with: multiple primary keys for table "a" are not allowed',
    'a statement fails when the migrations are replayed: relation "x" does not exist',
    'a statement fails when the migrations are replayed: relation "y"',
  ]);
});

test('of two things that are missing each is a finding', () => {
  const missing = (name: string, line: number) => failed('do', line, { message: `relation "${name}" does not exist` });
  expect(found(rule, given(missing('x', 4), missing('y', 6)))).toHaveLength(2);
});

test('one that matters to no check is only counted', () => {
  expect(found(rule, given(failed('create policy p on x', 4, { matters: false })))).toEqual([]);
});

test('a failure of the engine itself has no SQLSTATE, and its message is one line', () => {
  const [violation] = found(rule, given(failed('do $$ $$', 4, { code: '', message: 'a\nb' })));
  expect(violation?.detail).toBe('what that does to tables and publications is missing from the check');
  expect(violation?.message).toMatch(/: a\\u\{a\}b$/);
});

test('a database found as it is has nothing to replay', () => {
  expect(rule.check(facts([])).status).toBe('not-applicable');
});
