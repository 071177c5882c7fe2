import { displayIdentifier, displayText } from '../model/names.js';
import type { Violation } from '../model/outcome.js';
import { digits } from '../model/plural.js';
import { type RealtimeSlot, sendsChanges } from '../model/server.js';

const MEGABYTE = 1_048_576;
/** A reader that keeps up leaves some kilobytes; Supabase gives a slot up at 4 GB and more. */
const LAGGING_MEGABYTES = 1_024;

/** What is wrong with Realtime's own slots, the worst of each. */
export function judgeSlots(slots: readonly RealtimeSlot[]): readonly Violation[] {
  return slots.flatMap((slot): readonly Violation[] => {
    const said = whatIsWrong(slot);
    return said === null ? [] : [{ subject: displayText(slot.name), ...said, fix: [], location: null, related: [] }];
  });
}

type Said = Pick<Violation, 'message' | 'detail' | 'hint' | 'severity'>;

function whatIsWrong(slot: RealtimeSlot): Said | null {
  const { plugin, isActive, walStatus, invalidationReason, retainedBytes } = slot;
  const name = displayIdentifier(slot.name);
  const what = sendsChanges(slot) ? 'changes of tables' : 'Broadcast from the database';
  const drop = `Drop the slot with select pg_drop_replication_slot('${displayText(slot.name).replaceAll("'", "''")}'); Realtime makes a new one.`;
  if (walStatus === 'lost' || invalidationReason !== null) {
    return {
      message: `replication slot ${name} is invalid: ${invalidationReason === null ? 'the WAL it needs is gone' : displayText(invalidationReason)}`,
      detail: `Realtime reads ${what} from it and gets an error each time: no event arrives`,
      hint: drop,
    };
  }
  if (sendsChanges(slot) && plugin !== 'wal2json') {
    return {
      message: `replication slot ${name} decodes with ${displayText(plugin)}, not wal2json`,
      detail: 'Realtime takes the slot of that name as it finds it and cannot read what it decodes: no event arrives',
      hint: drop,
    };
  }
  const retained = Math.floor((retainedBytes ?? 0) / MEGABYTE);
  if (walStatus !== 'unreserved' && retained < LAGGING_MEGABYTES) return null;
  return {
    message: `replication slot ${name} is ${digits(retained)} MB behind${isActive ? '' : ' and nobody reads from it'}`,
    detail:
      walStatus === 'unreserved'
        ? 'the server is about to remove WAL that it needs: the slot becomes invalid and no event arrives any more'
        : 'events arrive late, the disk fills, and past max_slot_wal_keep_size the slot becomes invalid',
    hint: isActive ? 'Look for a transaction that is open for long, and at the size of what is written.' : drop,
    severity: 'warning',
  };
}
