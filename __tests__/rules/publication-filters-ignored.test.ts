import { expect, test } from '@jest/globals';
import rule from '../../src/rules/publication-filters-ignored.js';
import { facts, found, line, subscription, table } from '../support/builders.js';

test.each([
  ['a column list', { columnList: ['id'] }, 'the columns that are not listed are sent all the same'],
  ['a row filter', { rowFilter: '(id > 1)' }, 'the rows that do not match are sent all the same'],
  [
    'a column list and a row filter',
    { columnList: ['id'], rowFilter: '(id > 1)' },
    'the columns that are not listed and the rows that do not match are sent all the same',
  ],
] as const)('%s', (what, changes, detail) => {
  const given = facts([table('public.a', { ...changes, publishedAt: line(3) })], [subscription('public.a')]);
  expect(found(rule, given)).toMatchObject([
    {
      subject: 'public.a',
      message: `publication supabase_realtime has ${what} for table public.a, which Realtime does not follow`,
      detail,
      location: line(3),
      related: [{ file: 'src/app.ts', line: 7 }],
    },
  ]);
});

test('a right on a single column cannot be revoked while the whole table is granted', () => {
  expect(found(rule, facts([table('public.a', { columnList: ['id'] })]))[0]?.hint).toBe(
    'Revoke SELECT on the table and grant it by column, without those that nobody is to see, then publish the table without the column list.',
  );
});

test('a table published whole', () => {
  expect(found(rule, facts([table('public.a')]))).toEqual([]);
});

test('without a published table there is nothing to hide', () => {
  expect(rule.check(facts([])).status).toBe('not-applicable');
});
