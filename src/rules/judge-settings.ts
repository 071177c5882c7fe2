import { displayText } from '../model/names.js';
import type { Violation } from '../model/outcome.js';
import { digits } from '../model/plural.js';
import { type Server, sendsChanges } from '../model/server.js';

const NOTHING_ARRIVES =
  'Realtime cannot create its replication slot: channels report SUBSCRIBED and no event ever arrives';

/** What the server as a whole is set to: wal_level, and whether there is room for Realtime. Unknown facts are no finding. */
export function judgeSettings(server: Server, hasTables: boolean): readonly Violation[] {
  return [...judgeWalLevel(server), ...judgeSlotRoom(server, hasTables), ...judgeSenderRoom(server)];
}

function judgeWalLevel({ walLevel }: Server): readonly Violation[] {
  if (!walLevel.known || walLevel.value === 'logical') return [];
  return [
    violation('wal_level', {
      message: `wal_level is ${displayText(walLevel.value)}, not logical`,
      detail: NOTHING_ARRIVES,
      hint: 'Set wal_level to logical in the configuration of the server and restart it.',
    }),
  ];
}

/** Realtime asks for a slot when the publication has tables and somebody subscribes, and gives it back afterwards. */
function judgeSlotRoom({ slots, realtimeSlots }: Server, hasTables: boolean): readonly Violation[] {
  if (!slots.known || slots.value.used < slots.value.max) return [];
  const hasOne = realtimeSlots.known && realtimeSlots.value.some(sendsChanges);
  const isStuck = hasTables && realtimeSlots.known && !hasOne;
  return [
    violation('max_replication_slots', {
      message: `all ${digits(slots.value.max)} replication slots are taken${hasOne ? '' : ', none of them by Realtime'}`,
      detail: hasOne
        ? 'Realtime holds one of them only until it reconnects: when another takes it first, no event arrives any more'
        : NOTHING_ARRIVES,
      hint: 'Drop the slots that nobody reads from, or raise max_replication_slots.',
      ...(isStuck ? {} : { severity: 'warning' }),
    }),
  ];
}

/** Changes of tables are read over SQL; only Broadcast from the database needs a WAL sender. */
function judgeSenderRoom({ walSenders }: Server): readonly Violation[] {
  if (!walSenders.known || walSenders.value.used < walSenders.value.max) return [];
  return [
    violation('max_wal_senders', {
      message: `all ${digits(walSenders.value.max)} WAL senders are taken`,
      detail:
        'changes of tables still arrive, but Broadcast from the database cannot connect again once it has lost its own',
      hint: 'End the replication connections that nobody needs, or raise max_wal_senders.',
      severity: 'notice',
    }),
  ];
}

function violation(subject: string, said: Pick<Violation, 'message' | 'detail' | 'hint' | 'severity'>): Violation {
  return { subject, ...said, fix: [], location: null, related: [] };
}
