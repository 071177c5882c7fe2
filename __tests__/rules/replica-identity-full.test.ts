import { describe, expect, test } from '@jest/globals';
import rule from '../../src/rules/replica-identity-full.js';
import { facts, found, name, subscription, table } from '../support/builders.js';

const NOTHING_IDENTIFIES =
  "the application's own UPDATE and DELETE fail with SQLSTATE 55000, because nothing identifies a row";

test('a table with REPLICA IDENTITY FULL', () => {
  expect(found(rule, facts([table('public.messages')]))).toEqual([]);
});

test('a table with REPLICA IDENTITY DEFAULT', () => {
  const given = facts([table('public.messages', { relreplident: 'd' })], [subscription('public.messages')]);
  expect(found(rule, given)).toEqual([
    {
      subject: 'public.messages',
      message: 'table public.messages has REPLICA IDENTITY DEFAULT, not FULL',
      detail:
        'payload.old holds only the primary key, a DELETE filtered on any other column never arrives, and an unchanged TOASTed column is missing from payload.new',
      hint: 'Set REPLICA IDENTITY FULL in a migration; it makes each UPDATE and DELETE write the whole old row to the WAL.',
      fix: [{ kind: 'replica-identity-full', table: name('public.messages') }],
      location: null,
      confidence: 'live',
      related: [{ file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' }],
    },
  ]);
});

describe('what the message and the detail say', () => {
  test.each([
    [{ relreplident: 'n' }, 'NOTHING', NOTHING_IDENTIFIES],
    [{ relreplident: 'd', primaryKey: null }, 'DEFAULT', NOTHING_IDENTIFIES],
    [{ relreplident: 'i', identityIndex: null }, 'USING an INDEX that was dropped', NOTHING_IDENTIFIES],
    [
      { relreplident: 'i', identityIndex: 'Odd Index' },
      'USING INDEX "Odd Index"',
      'payload.old holds only the columns of that index, a DELETE filtered on any other column never arrives, and an unchanged TOASTed column is missing from payload.new',
    ],
  ] as const)('%j', (changes, identity, detail) => {
    const [violation] = found(rule, facts([table('public.messages', changes)]));
    expect(violation?.message).toBe(`table public.messages has REPLICA IDENTITY ${identity}, not FULL`);
    expect(violation?.detail).toBe(detail);
  });
});

test('FULL is never offered under a column list, in whichever publication it is', () => {
  const given = facts([table('public.messages', { relreplident: 'd', columnListPublications: ['etl'] })]);
  const [violation] = found(rule, given);
  expect(violation?.fix).toEqual([]);
  expect(violation?.hint).toBe(
    'Not yet FULL, which would make UPDATE and DELETE fail with SQLSTATE 42P10: first revoke SELECT on the columns that etl leaves out, then publish the table without the column list, then set FULL.',
  );
});

test('leaves are judged, not the partitioned table they are sent through', () => {
  const root = table('public.events', { relkind: 'p', relreplident: 'd' });
  const leaf = table('public.events_1', {
    relreplident: 'd',
    published: false,
    publishedThrough: name('public.events'),
  });
  expect(found(rule, facts([root, leaf])).map(({ subject }) => subject)).toEqual(['public.events_1']);
});

test('with no published table there is nothing to judge', () => {
  expect(rule.check(facts([table('public.a', { published: false })])).status).toBe('not-applicable');
});

test('nothing in its texts promises to cure the bindings error', () => {
  const [violation] = found(rule, facts([table('public.messages', { relreplident: 'd' })]));
  expect(`${violation?.message} ${violation?.detail} ${violation?.hint}`).not.toMatch(/mismatch|binding/i);
});
