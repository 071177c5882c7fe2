import { describe, expect, test } from '@jest/globals';
import type { Facts } from '../../src/model/facts.js';
import type { RealtimeSlot, Server } from '../../src/model/server.js';
import rule from '../../src/rules/server-ready.js';
import { facts, found, server, slot, table } from '../support/builders.js';

const GB = 1_073_741_824;

function given(changes: Partial<Server>, relations = [table('public.messages')]): Facts {
  return { ...facts(relations), server: { known: true, value: server(changes) } };
}
const slots = (...value: readonly RealtimeSlot[]): Partial<Server> => ({ realtimeSlots: { known: true, value } });
const taken = { slots: { known: true, value: { max: 5, used: 5 } } } as const;
const said = (of: Facts): readonly string[] =>
  found(rule, of).map(({ severity, message }) => `${severity ?? 'error'}: ${message}`);

test('a healthy server, with a subscriber and without', () => {
  expect(rule.check(given({}))).toEqual({ status: 'checked', subjects: 5, found: [] });
  expect(found(rule, given(slots()))).toEqual([]);
});

test('wal_level is not logical', () => {
  expect(found(rule, given({ walLevel: { known: true, value: 'replica' } }))).toEqual([
    {
      subject: 'wal_level',
      message: 'wal_level is replica, not logical',
      detail: 'Realtime cannot create its replication slot: channels report SUBSCRIBED and no event ever arrives',
      hint: 'Set wal_level to logical in the configuration of the server and restart it.',
      fix: [],
      location: null,
      related: [],
    },
  ]);
});

test('a copy of the schema is not judged, whatever its wal_level', () => {
  const copy = given({ isSetUp: { known: true, value: false }, walLevel: { known: true, value: 'replica' } });
  expect(rule.check(copy)).toEqual({
    status: 'not-applicable',
    reason: 'Realtime is not set up in this database: it has no table realtime.subscription and no slot of Realtime',
  });
  expect(rule.check({ ...given({}), server: null }).status).toBe('not-applicable');
});

test.each<[string, Facts, readonly string[]]>([
  ['Realtime has one', given(taken), ['warning: all 5 replication slots are taken']],
  [
    'Realtime has none',
    given({ ...taken, ...slots() }),
    ['error: all 5 replication slots are taken, none of them by Realtime'],
  ],
  [
    'Realtime needs none yet',
    given({ ...taken, ...slots() }, []),
    ['warning: all 5 replication slots are taken, none of them by Realtime'],
  ],
  [
    'the slot of Broadcast is none for changes',
    given({ ...taken, ...slots(slot({ name: 'supabase_realtime_messages_replication_slot_', plugin: 'pgoutput' })) }),
    ['error: all 5 replication slots are taken, none of them by Realtime'],
  ],
])('no slot is free: %s', (_what, of, expected) => {
  expect(said(of)).toEqual(expected);
});

test('no WAL sender is free', () => {
  const of = given({ walSenders: { known: true, value: { max: 2, used: 2 } } });
  expect(said(of)).toEqual(['notice: all 2 WAL senders are taken']);
});

test.each<[Partial<RealtimeSlot>, readonly string[]]>([
  [{ walStatus: 'extended' }, []],
  [{ walStatus: null, retainedBytes: null }, []],
  [
    { walStatus: 'lost' },
    ['error: replication slot supabase_realtime_replication_slot is invalid: the WAL it needs is gone'],
  ],
  [
    { walStatus: 'lost', invalidationReason: 'idle_timeout' },
    ['error: replication slot supabase_realtime_replication_slot is invalid: idle_timeout'],
  ],
  [
    { plugin: 'pgoutput' },
    ['error: replication slot supabase_realtime_replication_slot decodes with pgoutput, not wal2json'],
  ],
  [{ name: 'supabase_realtime_messages_replication_slot_', plugin: 'pgoutput' }, []],
  [
    { walStatus: 'unreserved', retainedBytes: 5 * GB },
    ['warning: replication slot supabase_realtime_replication_slot is 5,120 MB behind'],
  ],
  [
    { isActive: false, retainedBytes: 2 * GB },
    ['warning: replication slot supabase_realtime_replication_slot is 2,048 MB behind and nobody reads from it'],
  ],
  [{ isActive: false, retainedBytes: GB / 2 }, []],
  [{ retainedBytes: GB - 1 }, []],
  [{ retainedBytes: GB }, ['warning: replication slot supabase_realtime_replication_slot is 1,024 MB behind']],
])('a slot with %j', (changes, expected) => {
  expect(said(given(slots(slot(changes))))).toEqual(expected);
});

describe('facts that the login may not read', () => {
  const denied = { known: false, reason: 'permission denied for view pg_stat_replication' } as const;

  test('unknown, with the reason', () => {
    expect(rule.check(given({ walSenders: denied }))).toEqual({
      status: 'unknown',
      reason:
        "permission denied for view pg_stat_replication; let the login read the server's settings and slots, as every login may by default",
    });
    expect(rule.check({ ...given({}), server: { known: false, reason: 'why' } })).toEqual({
      status: 'unknown',
      reason: 'why',
    });
  });

  test('what is wrong with the others is told', () => {
    expect(said(given({ walSenders: denied, walLevel: { known: true, value: 'minimal' } }))).toEqual([
      'error: wal_level is minimal, not logical',
    ]);
    expect(said(given({ realtimeSlots: denied, ...taken }))).toEqual([
      'warning: all 5 replication slots are taken, none of them by Realtime',
    ]);
  });
});
