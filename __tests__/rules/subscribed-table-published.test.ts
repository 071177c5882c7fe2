import { describe, expect, test } from '@jest/globals';
import type { Relation } from '../../src/model/facts.js';
import rule from '../../src/rules/subscribed-table-published.js';
import { event, facts, found, history, line, name, subscription, table } from '../support/builders.js';

const unpublished = (changes: Partial<Relation> = {}): Relation =>
  table('public.messages', { published: false, ...changes });
const subscribed = [subscription('public.messages')];
const publish = { kind: 'publish', publication: 'supabase_realtime', table: name('public.messages') };
const full = { kind: 'replica-identity-full', table: name('public.messages') };

test('a subscribed table that is published', () => {
  expect(found(rule, facts([table('public.messages')], subscribed))).toEqual([]);
});

test('a subscribed table that is not published', () => {
  expect(found(rule, facts([unpublished({ relreplident: 'd' })], subscribed))).toEqual([
    {
      subject: 'public.messages',
      message: 'table public.messages is subscribed to but not in publication supabase_realtime',
      detail: 'the channel still reports SUBSCRIBED, and no event ever arrives',
      hint: 'Add the table to supabase_realtime in a migration.',
      fix: [publish, full],
      location: null,
      confidence: 'live',
      related: [{ file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' }],
    },
  ]);
});

describe('the fix', () => {
  test('leaves the identity alone where the project does not want FULL', () => {
    const given = facts([unpublished({ relreplident: 'd' })], subscribed, {}, { replicaIdentityFull: false });
    expect(found(rule, given)[0]?.fix).toEqual([publish]);
  });

  test('leaves the identity alone where it is FULL already', () => {
    expect(found(rule, facts([unpublished()], subscribed))[0]?.fix).toEqual([publish]);
  });

  test.each<[string, Partial<Relation>, RegExp]>([
    ['without a primary key', { primaryKey: null }, /^Give the table a primary key/],
    [
      'with a deferrable primary key',
      { primaryKey: { columns: ['id'], deferrable: true } },
      /^Give the table a primary key/,
    ],
    [
      'with a column list elsewhere, which FULL would break',
      { relreplident: 'd', columnListPublications: ['etl'] },
      /^Drop its column list in etl first/,
    ],
    [
      'with a generated column, from PostgreSQL 18 on',
      { relreplident: 'd', generatedColumns: ['total'], senders: [] },
      /^Set publish_generated_columns to stored/,
    ],
    [
      'that is a leaf without the row level security above it',
      { rowSecurity: false, rowSecurityAbove: name('public.events') },
      /^Enable row level security on it first, with the policies of public\.events,/,
    ],
    [
      'in a schema that a role may not use',
      { rights: [{ role: 'anon', schemaUsage: false, selectsAll: true, columns: [] }] },
      /^See first that the roles that subscribe may use schema public /,
    ],
    [
      'that others inherit from',
      { inheritedBy: [name('public.old_messages')] },
      /^Add public\.messages to the publication together with .*, or as ONLY public\.messages without them\.$/,
    ],
    ['a leaf sent through its root', { publishedThrough: name('public.events') }, /^It is sent as public.events/],
  ])('is not offered for a table %s', (_what, changes, hint) => {
    const [violation] = found(rule, facts([unpublished(changes)], subscribed, { majorVersion: 18 }));
    expect(violation?.hint).toMatch(hint);
    if (changes.publishedThrough === undefined) expect(violation?.fix).toEqual([]);
  });
});

test('a whole schema with no published table', () => {
  const given = facts([table('public.messages')], [subscription('chat.*'), subscription('public.*')]);
  expect(found(rule, given).map(({ message }) => message)).toEqual([
    'chat.* is subscribed to but publication supabase_realtime has no such table',
  ]);
});

test('a table that does not exist is another rule’s finding', () => {
  expect(rule.check(facts([], subscribed)).status).toBe('not-applicable');
});

test('without the publication there is nothing to be in', () => {
  const absent = { publication: { exists: false, name: 'supabase_realtime', otherPublications: [] } as const };
  expect(rule.check(facts([unpublished()], subscribed, absent)).status).toBe('not-applicable');
});

describe('the line', () => {
  const asked = subscription('public.messages', { sdk: 'supabase-js' });
  const twice = [asked, { ...asked, location: { file: 'src/b.ts', line: 3, column: 1 } }];

  test('is the application’s for a table that never was published, and where it is made stands beside', () => {
    const [violation] = found(rule, facts([unpublished({ createdAt: line(4) })], twice));
    expect(violation).toMatchObject({
      location: { file: 'src/app.ts', line: 7, column: 3 },
      related: [
        { file: 'src/b.ts', line: 3, label: 'subscribed here' },
        { ...line(4), label: 'created here' },
      ],
    });
  });

  test('is the migration’s for a table that a migration took out', () => {
    const given = facts([unpublished({ createdAt: line(4) })], twice);
    const lost = { ...given, history: history({ events: [event('unpublished', 'public.messages', 9)] }) };
    expect(found(rule, lost)[0]).toMatchObject({
      location: line(9),
      related: [
        { file: 'src/app.ts', line: 7 },
        { file: 'src/b.ts', line: 3 },
      ],
    });
  });

  test('is where the table is made for one that the project only declares', () => {
    const [violation] = found(rule, facts([unpublished({ createdAt: line(4) })], [subscription('public.messages')]));
    expect(violation).toMatchObject({ location: line(4), related: [{ file: 'src/app.ts', line: 7 }] });
  });
});
