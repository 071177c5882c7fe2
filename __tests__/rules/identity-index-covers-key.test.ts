import { expect, test } from '@jest/globals';
import type { Relation } from '../../src/model/facts.js';
import rule from '../../src/rules/identity-index-covers-key.js';
import { facts, found, name, subscription, table } from '../support/builders.js';

const BY_TAG = { relreplident: 'i', identityIndex: 't_tag_key', identityIndexColumns: ['tag'] } as const;

function judge(changes: Partial<Relation>, replicaIdentityFull = true) {
  const given = facts(
    [table('public.t', { ...BY_TAG, ...changes })],
    [subscription('public.t')],
    {},
    { replicaIdentityFull },
  );
  return found(rule, given)[0];
}

test('an index without the key', () => {
  expect(judge({ rowSecurity: false })).toEqual({
    subject: 'public.t',
    message: 'the replica identity of table public.t is index t_tag_key, which lacks id of the primary key',
    detail:
      'payload.old of a DELETE lacks id, so that the application cannot tell which row is gone, and a DELETE filtered by id never arrives',
    hint: 'Set REPLICA IDENTITY FULL in a migration, with which the old row holds the key as well.',
    fix: [{ kind: 'replica-identity-full', table: name('public.t') }],
    location: null,
    related: [{ file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' }],
    confidence: 'live',
  });
});

test('under row level security nothing is left of the old row', () => {
  expect(judge({ rowSecurity: true })?.detail).toContain('payload.old of a DELETE is empty,');
  const both = judge({ rowSecurity: true, primaryKey: { columns: ['tag', 'id'], deferrable: false } });
  expect(both?.detail).toContain('payload.old of a DELETE lacks id,');
});

test('an index with the key', () => {
  expect(judge({ identityIndexColumns: ['tag', 'id'] })).toBeUndefined();
});

test('where nobody gets the DELETEs it is a notice', () => {
  const inserts = [subscription('public.t', { event: 'INSERT' })];
  expect(found(rule, facts([table('public.t', BY_TAG)], inserts))[0]?.severity).toBe('notice');
  expect(judge({})?.severity).toBeUndefined();
  const flag = [subscription('public.t', { location: null })];
  expect(found(rule, facts([table('public.t', BY_TAG)], flag))[0]?.severity).toBeUndefined();
});

test('no fix where FULL is not wanted, or would make the writes fail', () => {
  expect(judge({}, false)?.fix).toEqual([]);
  const listed = judge({ columnListPublications: ['etl'] });
  expect(listed?.fix).toEqual([]);
  expect(listed?.hint).toBe('Set REPLICA IDENTITY DEFAULT in a migration, with which the old row holds the key.');
});

test.each([
  ['FULL', { relreplident: 'f' }],
  ['a dropped index', { identityIndex: null, identityIndexColumns: [] }],
  ['no primary key', { primaryKey: null }],
] as const)('%s is not judged', (_case, changes) => {
  expect(rule.check(facts([table('public.t', { ...BY_TAG, ...changes })])).status).toBe('not-applicable');
});
