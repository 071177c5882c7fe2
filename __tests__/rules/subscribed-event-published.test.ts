import { describe, expect, test } from '@jest/globals';
import type { Publication, Relation } from '../../src/model/facts.js';
import type { Subscription } from '../../src/model/subscription.js';
import { renderFix } from '../../src/reports/fix-migration.js';
import rule from '../../src/rules/subscribed-event-published.js';
import { facts, found, publication, subscription, table } from '../support/builders.js';

type Publishes = Extract<Publication, { exists: true }>['publishes'];

const INSERTS: Publishes = { insert: true, update: false, delete: false, truncate: true };
const NO_DELETES: Publishes = { ...INSERTS, update: true };

function judge(publishes: Publishes, subscriptions: readonly Subscription[], changes: Partial<Relation> = {}) {
  const senders = [
    {
      publication: 'supabase_realtime',
      sendsUpdates: publishes.update,
      sendsDeletes: publishes.delete,
      columnList: null,
      filterColumns: [],
    },
  ];
  const relations = [table('public.t', { senders, ...changes })];
  return found(rule, facts(relations, subscriptions, { publication: publication({ publishes }) }));
}

test('an event that is not sent', () => {
  const [violation] = judge(NO_DELETES, [subscription('public.t', { event: 'DELETE' })]);
  expect(violation).toEqual({
    subject: 'public.t',
    message: 'DELETE of public.t is subscribed to but not published by supabase_realtime',
    detail: 'the channel reports SUBSCRIBED, and no DELETE ever arrives',
    hint: 'Add delete to the publish option of supabase_realtime in a migration.',
    fix: [
      { kind: 'publish-events', publication: 'supabase_realtime', events: ['insert', 'update', 'delete', 'truncate'] },
    ],
    location: null,
    related: [{ file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' }],
  });
  expect(renderFix(violation?.fix ?? [])).toBe(
    "alter publication supabase_realtime set (publish = 'insert, update, delete, truncate');",
  );
});

test('nothing where all that is subscribed to is sent', () => {
  expect(judge(INSERTS, [subscription('public.t', { event: 'INSERT' })])).toEqual([]);
  expect(judge({ ...NO_DELETES, delete: true }, [subscription('public.t'), subscription('public.*')])).toEqual([]);
});

describe('a subscription to every event', () => {
  test('may know that one is not sent', () => {
    const [violation] = judge(NO_DELETES, [subscription('public.t')]);
    expect(violation?.severity).toBe('warning');
    expect(violation?.fix).toEqual([]);
    expect(violation?.hint).toBe(
      'Subscribe to the events that are meant by name; if the others are meant as well, the publication has to send them.',
    );
  });

  test('is an error where nothing is left to arrive', () => {
    const [violation] = judge({ ...INSERTS, insert: false }, [subscription('public.*')]);
    expect(violation?.severity).toBeUndefined();
    expect(violation?.subject).toBe('public.*');
    expect(violation?.message).toBe(
      'INSERT, UPDATE and DELETE of public.* are subscribed to but not published by supabase_realtime',
    );
  });

  test('is an error beside one that names an event, and the lines of both are told', () => {
    const location = { file: 'src/b.ts', line: 2, column: 1 };
    const named = subscription('public.t', { event: 'UPDATE', location });
    const [violation, ...others] = judge(INSERTS, [
      subscription('public.t'),
      named,
      subscription('public.t', { event: 'INSERT', location: { ...location, line: 9 } }),
    ]);
    expect(others).toEqual([]);
    expect(violation?.severity).toBeUndefined();
    expect(violation?.message).toContain('UPDATE and DELETE of public.t are');
    expect(violation?.related.map(({ file, line }) => `${file}:${line}`)).toEqual(['src/app.ts:7', 'src/b.ts:2']);
  });
});

test('no fix that would make the writes of a table fail', () => {
  const [violation] = judge(INSERTS, [subscription('public.t', { event: 'UPDATE' })], {
    relreplident: 'd',
    primaryKey: null,
  });
  expect(violation?.fix).toEqual([]);
  expect(violation?.hint).toBe(
    'First see to table public.t, whose UPDATE or DELETE would fail or whose events would arrive empty; then add update to the publish option of supabase_realtime.',
  );
});

test('a table that inserts are sent of already arrives as it does, with a key or without', () => {
  const [violation] = judge(INSERTS, [subscription('public.t', { event: 'DELETE' })], { primaryKey: null });
  expect(violation?.fix).toHaveLength(1);
  const [first] = judge({ ...INSERTS, insert: false }, [subscription('public.t', { event: 'INSERT' })], {
    primaryKey: null,
  });
  expect(first?.fix).toEqual([]);
});

test('what is not published is not judged', () => {
  const given = facts([table('public.t', { published: false })], [subscription('public.t'), subscription('app.*')], {
    publication: publication({ publishes: INSERTS }),
  });
  expect(rule.check(given).status).toBe('not-applicable');
});
