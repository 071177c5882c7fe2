import { expect, test } from '@jest/globals';
import type { Facts } from '../../src/model/facts.js';
import { serverKnows } from '../../src/model/realtime-version.js';
import rule from '../../src/rules/database-supports-operators.js';
import { binding, facts, found, source, subscription } from '../support/builders.js';

function on(realtimeVersion: string | null, ...filters: readonly string[]): Facts {
  return facts(
    [],
    filters.map((filter) => subscription('public.messages', { filter })),
    {},
    { realtimeVersion },
  );
}

function messages(given: Facts): readonly string[] {
  return found(rule, given).map(({ message }) => message);
}

test('the whole story of one finding', () => {
  expect(found(rule, on('2.34.47', 'title=ilike.%{}%'))).toEqual([
    {
      subject: 'public.messages where title=ilike.%{}%',
      message: 'the filter of public.messages uses ilike, which Realtime 2.34.47 does not know',
      detail: 'the channel reports SUBSCRIBED, then the server refuses every binding of it',
      hint: 'Host Realtime 2.112.0 or later, or filter in the callback.',
      fix: [],
      location: null,
      related: [{ file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' }],
    },
  ]);
});

test('the seven operators, not. and several conditions, by release and by day', () => {
  const filters = ['a=match.x', 'a=not.eq.1', 'a=gt.1,a=lt.9', 'a=isdistinct.1', 'a=in.(1)', 'a=eq.1'];
  const newer = ['match', 'not.', 'several conditions', 'isdistinct'];
  const told = (server: string) => messages(on(server, ...filters)).map((line) => / uses (.+), which/.exec(line)?.[1]);
  expect(told('2.109.1')).toEqual(newer);
  expect(told('2.110.0')).toEqual([]);
  expect(told('2.111.6')).toEqual(newer);
  expect(told('2.112.0')).toEqual([]);
  expect(told('2026-06-18')).toEqual(newer);
  expect(told('2026-06-25')).toEqual(newer);
  expect(told('2026-07-01')).toEqual([]);
  expect(told('2.5.0')).toEqual([...newer, 'in']);
});

test('selected columns are left unread by an older server', () => {
  const selecting = { ...on('2.100.0'), source: source({ bindings: [binding({ select: [{ kind: 'array' }] })] }) };
  expect(messages(selecting)).toEqual([
    'the subscription to public.messages selects columns, which Realtime 2.100.0 does not know',
  ]);
  expect(serverKnows('2.101.0', 'select')).toBe(true);
});

test('nothing is looked at without a version, or without a filter', () => {
  expect(rule.check(on(null, 'a=match.x')).status).toBe('not-applicable');
  expect(rule.check(on('2.34.47')).status).toBe('not-applicable');
});
