import { expect, test } from '@jest/globals';
import rule from '../../src/rules/published-table-subscribed.js';
import { facts, found, line, source, subscription, table, unresolved } from '../support/builders.js';

function given(...asked: readonly string[]) {
  const tables = [table('public.a'), table('public.b', { publishedAt: line(3) })];
  return {
    ...facts(
      tables,
      asked.map((one) => subscription(one)),
    ),
    source: source(),
  };
}

test('a table that nobody listens to, at the line that publishes it', () => {
  expect(found(rule, given('public.a'))).toEqual([
    {
      subject: 'public.b',
      message: 'table public.b is in publication supabase_realtime but nobody subscribes to it',
      detail: 'each change of it is decoded and thrown away, and anyone who may read the table can listen',
      hint: 'Take the table out of supabase_realtime in a migration, unless another application listens.',
      fix: [],
      location: line(3),
      confidence: 'live',
      related: [],
    },
  ]);
});

test.each(['public.*', '*.*'])('%s listens to every one', (asked) => {
  expect(found(rule, given(asked))).toEqual([]);
});

test('a name in every schema is listened to, and no other', () => {
  expect(found(rule, given('*.a')).map(({ subject }) => subject)).toEqual(['public.b']);
});

test('a partition that is sent through its root is not in the publication', () => {
  const leaf = table('public.a_1', { published: false, publishedThrough: { schema: 'public', name: 'a' } });
  const of = { ...facts([table('public.b'), leaf], [subscription('public.b')]), source: source() };
  expect(found(rule, of)).toEqual([]);
});

test('what was not looked for is not missed', () => {
  expect(rule.check({ ...given('public.a'), source: null }).status).toBe('not-applicable');
  expect(rule.check(given()).status).toBe('not-applicable');
  const open = { ...given('public.a'), source: source({ unresolved: [unresolved()] }) };
  expect(rule.check(open).status).toBe('not-applicable');
});
