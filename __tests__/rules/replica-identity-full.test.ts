import { describe, expect, test } from '@jest/globals';
import type { Relation } from '../../src/model/facts.js';
import type { Subscription } from '../../src/model/subscription.js';
import type { TablePolicy } from '../../src/model/table-policy.js';
import rule from '../../src/rules/replica-identity-full.js';
import { facts, found, name, publication, subscription, table } from '../support/builders.js';

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
        'no subscription was seen to need it; payload.old holds only the primary key, and a DELETE filtered on any other column would not arrive',
      hint: 'Set REPLICA IDENTITY FULL in a migration, or exempt the table under tables in realtime-guard.yml where nobody needs the old row that each UPDATE and DELETE then writes to the WAL.',
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
      { relreplident: 'i', identityIndex: 'Odd Index', identityIndexColumns: ['tag'], rowSecurity: false },
      'USING INDEX "Odd Index"',
      'no subscription was seen to need it; payload.old holds only the columns of that index, and a DELETE filtered on any other column would not arrive',
    ],
    [
      { relreplident: 'i', identityIndex: 'slug_key', identityIndexColumns: ['slug'] },
      'USING INDEX slug_key',
      'no subscription was seen to need it; payload.old holds only the columns of that index, and of a DELETE nothing under row level security, and a DELETE filtered on any other column would not arrive',
    ],
    [{ relreplident: 'n', senders: [] }, 'NOTHING', 'no subscription was seen to need it; payload.old is empty'],
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
    'Not yet FULL, which would make UPDATE and DELETE fail with SQLSTATE 42P10: first revoke SELECT on the table and grant it by column, without those that etl leaves out, then publish the table without the column list, then set FULL.',
  );
});

test('a column list of a publication that sends INSERT alone is no obstacle', () => {
  const [sender] = table('public.messages').senders;
  const inserts = { publication: 'etl', columnList: ['id'], sendsUpdates: false, sendsDeletes: false };
  const senders = sender === undefined ? [] : [sender, { ...sender, ...inserts }];
  expect(found(rule, facts([table('public.messages', { relreplident: 'd', senders })]))[0]?.fix).toHaveLength(1);
});

test('FULL is never offered under a column list of a sender, nor beside an unpublished generated column on 18', () => {
  const [sender] = table('public.messages').senders;
  const listed = { senders: sender === undefined ? [] : [{ ...sender, publication: 'etl', columnList: ['id'] }] };
  const [under] = found(rule, facts([table('public.messages', { relreplident: 'd', ...listed })]));
  expect(under?.fix).toEqual([]);
  expect(under?.hint).toMatch(
    /^Not yet FULL, .* first revoke SELECT on the table and grant it by column, without those that etl leaves out, then publish/,
  );

  const generated = table('public.messages', { relreplident: 'd', generatedColumns: ['search'] });
  const [beside] = found(rule, facts([generated], [], { majorVersion: 18 }));
  expect(beside?.fix).toEqual([]);
  expect(beside?.hint).toBe(
    'Not yet FULL, which on PostgreSQL 18 would make UPDATE and DELETE fail with SQLSTATE 42P10 while a generated column (search) is not published: first set publish_generated_columns to stored on every publication of the table, then set FULL; a virtual column is never sent, and has to be a stored one first.',
  );
  expect(found(rule, facts([generated], [], { majorVersion: 17 }))[0]?.fix).toHaveLength(1);
  const sends = generated.senders.map((one) => ({ ...one, sendsGenerated: true }));
  expect(found(rule, facts([{ ...generated, senders: sends }], [], { majorVersion: 18 }))[0]?.fix).toHaveLength(1);
});

describe('what it is needed for', () => {
  const detail = (changes: Partial<Relation>, ...asked: readonly Partial<Subscription>[]): string | undefined => {
    const subscriptions = asked.map((one) => subscription('public.messages', one));
    return found(rule, facts([table('public.messages', { relreplident: 'd', ...changes })], subscriptions))[0]?.detail;
  };
  const NOT_SEEN = expect.stringMatching(/^no subscription was seen to need it/);

  test.each<[string, Partial<Relation>, Partial<Subscription>, string]>([
    [
      'a DELETE with a filter outside the key',
      {},
      { event: 'DELETE', filter: 'room_id=eq.{}' },
      'subscriptions need it: a DELETE filtered on room_id never arrives (src/app.ts:7)',
    ],
    [
      'every event with such a filter',
      {},
      { filter: 'id=eq.1,room_id=eq.1' },
      'subscriptions need it: a DELETE filtered on room_id never arrives (src/app.ts:7)',
    ],
    [
      'the key is not in the index',
      { relreplident: 'i', identityIndex: 'slug_key', identityIndexColumns: ['slug'] },
      { event: 'DELETE', filter: 'id=eq.1' },
      'subscriptions need it: a DELETE filtered on id never arrives (src/app.ts:7)',
    ],
    [
      'a column that the callback reads',
      {},
      { event: 'UPDATE', oldColumns: ['id', 'title'] },
      'subscriptions need it: payload.old is read for title, which it does not hold (src/app.ts:7)',
    ],
    [
      'a value that may be TOASTed',
      { toastableColumns: ['body'] },
      { event: 'UPDATE' },
      'subscriptions need it: a TOASTed value of body that an UPDATE leaves alone is missing from payload.new (src/app.ts:7)',
    ],
    [
      'writes, and more',
      { relreplident: 'n' },
      { event: 'DELETE', filter: 'id=eq.1' },
      `${NOTHING_IDENTIFIES}; subscriptions need it: a DELETE filtered on id never arrives (src/app.ts:7)`,
    ],
    [
      'a subscription that the project declares without a line',
      {},
      { event: 'DELETE', filter: 'room_id=eq.1', location: null },
      'subscriptions need it: a DELETE filtered on room_id never arrives',
    ],
    [
      'a subscription to every table',
      {},
      { table: '*', event: 'UPDATE', oldColumns: ['title'] },
      'subscriptions need it: payload.old is read for title, which it does not hold (src/app.ts:7)',
    ],
  ])('%s', (_what, changes, asked, expected) => {
    expect(detail(changes, asked)).toBe(expected);
  });

  test.each<[string, Partial<Relation>, Partial<Subscription>]>([
    [
      'an INSERT is never short of anything',
      { toastableColumns: ['body'] },
      { event: 'INSERT', filter: 'room_id=eq.1' },
    ],
    ['an UPDATE is filtered on its new row', {}, { event: 'UPDATE', filter: 'room_id=eq.1' }],
    ['the filter is on the key', {}, { event: 'DELETE', filter: 'id=eq.{}' }],
    ['the filter is refused', {}, { event: 'DELETE', filter: 'room_id==1' }],
    ['under row level security FULL adds nothing to a DELETE', {}, { event: 'DELETE', oldColumns: ['title'] }],
    ['the callback is not known', {}, { event: 'UPDATE', oldColumns: null }],
    [
      'what is read is no column',
      {
        columns: [
          {
            name: 'id',
            type: 'bigint',
            baseType: 'int8',
            category: 'N',
            isDomain: false,
            isToastable: false,
            generated: null,
          },
        ],
      },
      { event: 'UPDATE', oldColumns: ['titel'] },
    ],
    [
      'no value has ever been TOASTed',
      {
        toastableColumns: ['body'],
        statistics: { rows: 10_000, tableBytes: 1, toastBytes: 0, averageRowBytes: 40, updates: 1, deletes: 1 },
      },
      { event: 'UPDATE' },
    ],
  ])('nothing: %s', (_what, changes, asked) => {
    expect(detail(changes, asked)).toEqual(NOT_SEEN);
  });

  test('without row level security the old row of a DELETE is whole', () => {
    expect(detail({ rowSecurity: false }, { event: 'DELETE', oldColumns: ['title'] })).toMatch(/payload\.old is read/);
  });

  test('a loss is told once, with the first lines that suffer it', () => {
    const asked = [1, 2, 3, 4, 5].map((line) => ({
      event: 'DELETE' as const,
      filter: 'room_id=eq.1',
      location: { file: 'src/app.ts', line, column: 1 },
    }));
    expect(detail({}, ...asked)).toBe(
      'subscriptions need it: a DELETE filtered on room_id never arrives (src/app.ts:1, src/app.ts:2, src/app.ts:3 and others)',
    );
    expect(detail({}, ...asked.slice(0, 3))).toMatch(/ \(src\/app\.ts:1, src\/app\.ts:2, src\/app\.ts:3\)$/);
  });
});

describe('when-needed', () => {
  test('what the publication does not send needs no old row', () => {
    const asked = [subscription('public.messages', { filter: 'room_id=eq.1', oldColumns: ['title'] })];
    const check = (publishes: { readonly update: boolean; readonly delete: boolean }) =>
      found(
        rule,
        facts(
          [table('public.messages', { relreplident: 'd', rowSecurity: false })],
          asked,
          { publication: publication({ publishes: { insert: true, truncate: true, ...publishes } }) },
          { replicaIdentity: 'when-needed' },
        ),
      ).map(({ detail }) => detail);
    expect(check({ update: false, delete: false })).toEqual([]);
    expect(check({ update: true, delete: false })).toEqual([
      expect.stringMatching(/^(?!.*DELETE filtered).*payload\.old is read for title/),
    ]);
    expect(check({ update: false, delete: true })).toEqual([expect.stringContaining('a DELETE filtered on room_id')]);
  });

  const under = (changes: Partial<Relation>, asked: Partial<Subscription>) =>
    found(
      rule,
      facts(
        [table('public.messages', { relreplident: 'd', ...changes }), table('public.log', { relreplident: 'd' })],
        [subscription('public.messages', asked)],
        {},
        { replicaIdentity: 'when-needed' },
      ),
    );

  test('only what a subscription needs it for', () => {
    expect(under({}, { event: 'INSERT' })).toEqual([]);
    expect(under({}, { filter: 'room_id=eq.1' })).toMatchObject([{ subject: 'public.messages' }]);
    expect(under({}, { filter: 'room_id=eq.1' })[0]).not.toHaveProperty('severity');
  });

  test('a column that may be TOASTed is a loss that may be', () => {
    expect(under({ toastableColumns: ['body'] }, {})).toMatchObject([{ severity: 'warning' }]);
  });
});

describe('a table that is exempt', () => {
  const entry = {
    table: name('public.messages'),
    replicaIdentity: 'default',
    reason: 'insert-only',
    until: null,
    isExpired: false,
    location: { file: 'realtime-guard.yml', line: 2, column: 3 },
  } as const;
  const count = (changes: Partial<Relation>, tables: readonly TablePolicy[]): number =>
    found(rule, facts([table('public.messages', { relreplident: 'd', ...changes })], [], {}, { tables })).length;

  test('keeps the identity that the entry is for, until its day is over', () => {
    expect(count({}, [entry])).toBe(0);
    expect(count({}, [{ ...entry, isExpired: true }])).toBe(1);
    expect(count({}, [{ ...entry, table: name('public.other') }])).toBe(1);
  });

  test('and no other', () => {
    const index = { relreplident: 'i', identityIndex: 'slug_key', identityIndexColumns: ['slug'] } as const;
    expect(count({ relreplident: 'n' }, [entry])).toBe(1);
    expect(count(index, [entry])).toBe(1);
    expect(count(index, [{ ...entry, replicaIdentity: 'using-index' }])).toBe(0);
    expect(count({ ...index, identityIndex: null }, [{ ...entry, replicaIdentity: 'using-index' }])).toBe(1);
  });
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
