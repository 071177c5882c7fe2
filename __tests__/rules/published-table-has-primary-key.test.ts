import { expect, test } from '@jest/globals';
import rule from '../../src/rules/published-table-has-primary-key.js';
import { facts, found, name, publication, subscription, table } from '../support/builders.js';

const EMPTY =
  'INSERT and UPDATE reach every subscriber as an empty record with "Error 400: Bad Request, no primary key", whatever the filters and policies say';

test('a published table with a primary key', () => {
  expect(found(rule, facts([table('public.logs')]))).toEqual([]);
});

test('a published table without one', () => {
  const given = facts([table('public.logs', { primaryKey: null })], [subscription('public.logs')]);
  expect(found(rule, given)).toEqual([
    {
      subject: 'public.logs',
      message: 'table public.logs is published but has no primary key',
      detail: EMPTY,
      hint: 'Add a primary key in a migration; REPLICA IDENTITY FULL does not take its place here.',
      fix: [],
      location: null,
      confidence: 'live',
      related: [{ file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' }],
    },
  ]);
});

test('a deferrable key counts as none', () => {
  const given = facts([table('public.jobs', { primaryKey: { columns: ['id'], deferrable: true } })]);
  expect(found(rule, given)[0]?.message).toBe(
    'table public.jobs is published but its primary key is deferrable, which counts as none',
  );
});

test.each(['d', 'n', 'i', 'f'] as const)(
  'it tells of events, under identity %s and whatever becomes of the writes',
  (relreplident) => {
    const [violation] = found(rule, facts([table('public.logs', { primaryKey: null, relreplident })]));
    expect(violation?.detail).toBe(EMPTY);
  },
);

test('neither an unpublished table is judged nor a leaf sent through its root, which reaches nobody', () => {
  const leaf = { primaryKey: null, published: false, publishedThrough: name('public.events') };
  const given = facts([table('public.a', { primaryKey: null, published: false }), table('public.events_1', leaf)]);
  expect(rule.check(given)).toEqual({ status: 'not-applicable', reason: 'no table is published' });
});

const ONLY_DELETES = { insert: false, update: false, delete: true, truncate: true };

test('of DELETE alone it takes a key to say which row is gone under row level security', () => {
  const tables = [
    table('public.logs', { primaryKey: null }),
    table('public.open', { primaryKey: null, rowSecurity: false }),
  ];
  const given = facts(tables, [], { publication: publication({ publishes: ONLY_DELETES }) });
  expect(found(rule, given)).toMatchObject([
    {
      subject: 'public.logs',
      detail:
        'payload.old of a DELETE is empty under row level security, so that the application cannot tell which row is gone',
      severity: 'warning',
    },
  ]);
});

test('a publication that sends no change of a row sends no empty record', () => {
  const publishes = { ...ONLY_DELETES, delete: false };
  const given = facts([table('public.logs', { primaryKey: null })], [], { publication: publication({ publishes }) });
  expect(rule.check(given).status).toBe('not-applicable');
});
