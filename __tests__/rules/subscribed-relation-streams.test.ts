import { expect, test } from '@jest/globals';
import rule from '../../src/rules/subscribed-relation-streams.js';
import { facts, found, line, name, subscription, table } from '../support/builders.js';

test.each([
  ['a view', { relkind: 'v' }, 'view public.a is subscribed to, and no change of it is ever sent'],
  [
    'a materialized view',
    { relkind: 'm' },
    'materialized view public.a is subscribed to, and no change of it is ever sent',
  ],
  ['a foreign table', { relkind: 'f' }, 'foreign table public.a is subscribed to, and no change of it is ever sent'],
  [
    'an unlogged table',
    { relpersistence: 'u' },
    'unlogged table public.a is subscribed to, and no change of it is ever sent',
  ],
  [
    'a temporary table',
    { relpersistence: 't' },
    'temporary table public.a is subscribed to, and no change of it is ever sent',
  ],
  [
    'a partitioned table',
    { relkind: 'p' },
    'partitioned table public.a is subscribed to, and its changes are sent as those of its partitions',
  ],
] as const)('%s', (_what, changes, message) => {
  const given = facts([table('public.a', { published: false, ...changes })], [subscription('public.a')]);
  expect(found(rule, given)).toMatchObject([
    { subject: 'public.a', message, detail: 'the channel still reports SUBSCRIBED, and no event ever arrives' },
  ]);
});

test('a partitioned table that is published as a whole is accepted, and nothing comes', () => {
  const given = facts([table('public.a', { relkind: 'p', published: true })], [subscription('public.a')]);
  expect(found(rule, given)).toMatchObject([
    {
      detail: 'the server accepts the subscription, the channel reports SUBSCRIBED, and no event ever arrives',
      hint: 'Set publish_via_partition_root to false on the publication, and subscribe to the partitions or to the whole schema.',
    },
  ]);
});

test('so is a subscription to its whole schema, once for all that ask', () => {
  const given = facts(
    [table('public.a', { relkind: 'p', published: true })],
    [subscription('public.*'), subscription('*.*')],
  );
  expect(found(rule, given)).toMatchObject([
    {
      subject: 'public.a',
      message:
        'partitioned table public.a is published as a whole, and no change of its partitions reaches a subscription',
      severity: 'warning',
    },
  ]);
});

test('a table that others inherit from sends its own rows', () => {
  const inheritedBy = ['public.b', 'public.c', 'public.d', 'public.e'].map(name);
  const given = facts([table('public.a', { inheritedBy })], [subscription('public.a')]);
  expect(found(rule, given)).toMatchObject([
    {
      message:
        'table public.a is subscribed to, and the rows that public.b, public.c, public.d and 1 more add to it are not sent under its name',
      severity: 'warning',
    },
  ]);
});

test('one whose heirs are subscribed to as well misses nothing', () => {
  const parent = table('public.a', { inheritedBy: [name('public.b')] });
  expect(found(rule, facts([parent], [subscription('public.a'), subscription('public.b')]))).toEqual([]);
  expect(found(rule, facts([parent], [subscription('public.a'), subscription('public.*')]))).toEqual([]);
});

test('at the line of the application, with the line that creates it', () => {
  const given = facts(
    [table('public.a', { relkind: 'v', published: false, createdAt: line(4) })],
    [subscription('public.a', { sdk: 'supabase-js' })],
  );
  expect(found(rule, given)).toMatchObject([
    { location: { file: 'src/app.ts', line: 7 }, related: [{ ...line(4), label: 'created here' }] },
  ]);
});

test('a permanent table streams, published or not', () => {
  const tables = [table('public.a'), table('public.b', { published: false })];
  const given = facts(tables, [subscription('public.a'), subscription('public.b'), subscription('public.*')]);
  expect(found(rule, given)).toEqual([]);
});

test('a root that is asked for by name and with its schema is told of once', () => {
  const root = table('public.a', { relkind: 'p' });
  const given = facts([root], [subscription('public.a'), subscription('public.*')]);
  expect(found(rule, given).map(({ severity }) => severity)).toEqual([undefined]);
});
