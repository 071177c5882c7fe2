import { expect, test } from '@jest/globals';
import type { Relation } from '../../src/model/facts.js';
import type { Subscription } from '../../src/model/subscription.js';
import rule from '../../src/rules/delete-filter-in-identity.js';
import { at, binding, facts, found, name, source, subscription, table } from '../support/builders.js';

const BY_KEY = { relreplident: 'd' } as const;
const BY_INDEX = { relreplident: 'i', identityIndex: 't_tag_key', identityIndexColumns: ['tag'] } as const;

function judge(changes: Partial<Relation>, ...subscribed: readonly Partial<Subscription>[]) {
  const subscriptions = subscribed.map((one) => subscription('public.t', one));
  return found(rule, facts([table('public.t', changes)], subscriptions));
}

test('a filter outside the primary key', () => {
  expect(judge(BY_KEY, { event: 'DELETE', filter: 'room_id=eq.1' })).toEqual([
    {
      subject: 'public.t',
      message: 'DELETE of public.t is filtered by room_id, which its replica identity does not hold',
      detail:
        'the server compares a filter with the old row, does not find the column there, and drops every DELETE without a word',
      hint: 'Set REPLICA IDENTITY FULL in a migration, with which the old row holds every column.',
      fix: [{ kind: 'replica-identity-full', table: name('public.t') }],
      location: null,
      related: [{ file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' }],
      confidence: 'live',
    },
  ]);
});

test.each([
  ['FULL', {}, 'room_id=eq.1'],
  ['the primary key', BY_KEY, 'id=eq.1'],
  ['the index', BY_INDEX, 'tag=eq.a'],
  ['a filter that the server refuses', BY_KEY, 'room_id eq 1'],
  ['a column that is not known', BY_KEY, '{}=eq.1'],
  ['a filter that is not known', BY_KEY, '{}'],
] as const)('nothing with %s', (_case, changes, filter) => {
  const outcome = rule.check(facts([table('public.t', changes)], [subscription('public.t', { filter })]));
  expect(outcome.status === 'checked' ? outcome.found : []).toEqual([]);
});

test.each([
  ['the key, where an index is the identity', BY_INDEX, 'id=eq.1', 'id'],
  ['one of two columns: the server wants all of them in the old row', BY_KEY, 'id=eq.1,room_id=eq.{}', 'room_id'],
  ['what stands before a column that is not known', BY_KEY, 'room_id=eq.1,{}=eq.2', 'room_id'],
] as const)('found with %s', (_case, changes, filter, column) => {
  expect(judge(changes, { filter }).map(({ message }) => message)).toEqual([
    `DELETE of public.t is filtered by ${column}, which its replica identity does not hold`,
  ]);
});

test('all subscriptions to a table are one finding, at the first line of the application', () => {
  const [violation, ...others] = judge(
    BY_KEY,
    { filter: 'room_id=eq.1' },
    { filter: 'author=eq.a', sdk: 'supabase-js', location: at(20) },
    { filter: 'id=eq.1', location: at(30) },
    { event: 'INSERT', filter: 'state=eq.1', location: at(40) },
  );
  expect(others).toEqual([]);
  expect(violation?.message).toContain('filtered by room_id, author,');
  expect(violation?.location).toEqual(at(20));
  expect(violation?.related.map(({ line }) => line)).toEqual([7]);
});

test('no fix where FULL would make the writes fail', () => {
  const [violation] = judge({ ...BY_KEY, columnListPublications: ['etl'] }, { filter: 'room_id=eq.1' });
  expect(violation?.fix).toEqual([]);
  expect(violation?.hint).toBe(
    'Subscribe to DELETE without that filter, or by id, and tell in the callback what is meant; FULL would make UPDATE and DELETE fail with SQLSTATE 42P10 here.',
  );
});

test('an event that cannot be read may be another', () => {
  const subscribed = subscription('public.t', { filter: 'room_id=eq.1', sdk: 'supabase-js' });
  const given = facts([table('public.t', BY_KEY)], [subscribed]);
  const bindings = [binding({ event: [{ kind: 'unknown', reason: 'it comes from a request' }] })];
  expect(found(rule, { ...given, source: source({ bindings }) })[0]?.severity).toBe('warning');
  expect(found(rule, { ...given, source: source({ bindings: [binding()] }) })[0]?.severity).toBeUndefined();
});

test.each([
  ['an INSERT', {}, { event: 'INSERT' }],
  ['a table that is not published', { published: false }, {}],
  ['a table whose DELETE is refused', { relreplident: 'n' }, {}],
] as const)('%s is not judged', (_case, changes, subscribed) => {
  const given = facts(
    [table('public.t', { ...BY_KEY, ...changes })],
    [subscription('public.t', { filter: 'room_id=eq.1', ...subscribed })],
  );
  expect(rule.check(given).status).toBe('not-applicable');
});
