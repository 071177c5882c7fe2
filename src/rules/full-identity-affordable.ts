import type { Facts, Policy, Relation } from '../model/facts.js';
import { displayName } from '../model/names.js';
import type { RelatedLocation, Rule, Violation } from '../model/outcome.js';
import { plural } from '../model/plural.js';
import type { TableStatistics } from '../model/statistics.js';
import { isFullWanted } from './full-wanted.js';
import { whyTablesAreUnknown } from './mentions.js';
import { placesThatGet } from './subscribed-relations.js';
import { sentTables } from './tables-of.js';
import { sayBytes, type WalCost, walCost } from './wal-cost.js';

/** Doubling is what FULL costs at most without long values; from four times on it is they that are logged. */
const TIMES_THAT_MATTER = 4;
/** A TOAST table with a few pages in it says nothing of the rows. */
const FEWEST_TOAST_BYTES = 128 * 1024;

export default {
  title: 'REPLICA IDENTITY FULL costs little where it is set or wanted',
  severity: 'notice',
  check(facts) {
    const { catalog, subscriptions, policy } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const sent = sentTables(catalog.value);
    const doubt = whyTablesAreUnknown(facts);
    if (sent.length === 0 && doubt !== null) return { status: 'unknown', reason: doubt };
    const counted = sent.flatMap((table) => toCounted(table, facts));
    if (counted.length === 0) {
      return {
        status: 'not-applicable',
        reason: 'there are no statistics of a published table that is or should be FULL',
      };
    }
    const placesOf = placesThatGet(subscriptions);
    return {
      status: 'checked',
      subjects: counted.length,
      found: counted.filter(isDear).map((one) => violation(one, policy, placesOf(one.table))),
    };
  },
} satisfies Rule;

interface Counted {
  readonly table: Relation;
  readonly statistics: TableStatistics;
  readonly cost: WalCost;
}

/** A table that is FULL, or is told to become it by replica-identity-full. */
function toCounted(table: Relation, facts: Facts): readonly Counted[] {
  const { statistics } = table;
  const cost = statistics === null ? null : walCost(statistics);
  if (statistics === null || cost === null) return [];
  return table.relreplident === 'f' || isFullWanted(table, facts) ? [{ table, statistics, cost }] : [];
}

/** Only an UPDATE or DELETE costs more; a table that is only inserted into costs the same under every identity. */
function isDear({ statistics, cost }: Counted): boolean {
  const isWritten = statistics.updates + statistics.deletes > 0;
  const isLong = statistics.toastBytes >= FEWEST_TOAST_BYTES;
  return isWritten && isLong && cost.underFull >= TIMES_THAT_MATTER * cost.underDefault;
}

function violation(
  { table, statistics, cost }: Counted,
  { replicaIdentityFull }: Policy,
  places: readonly RelatedLocation[],
): Violation {
  const isFull = table.relreplident === 'f';
  const times = sayTimes(cost.underFull / cost.underDefault);
  const writes = statistics.updates + statistics.deletes;
  const more = sayBytes(writes * (cost.underFull - cost.underDefault));
  return {
    subject: displayName(table),
    message: `an UPDATE of table ${displayName(table)} ${isFull ? 'writes' : 'would write'} about ${sayBytes(cost.underFull)} of WAL under REPLICA IDENTITY FULL, ${times} times what it does under DEFAULT`,
    detail: `the old row is logged with its long values: about ${more} for the ${plural(writes, 'UPDATE or DELETE', 'UPDATEs and DELETEs')} that were counted; and Realtime's limit of 1 MiB an event counts the old and the new row, so that from about 500 kB a row arrives cut, with "Error 413: Payload Too Large" (an average one has ${sayBytes(cost.row)})`,
    hint: hintFor(isFull, replicaIdentityFull),
    fix: [],
    location: table.identityAt ?? table.publishedAt ?? table.createdAt,
    related: places,
    confidence: table.confidence,
  };
}

/** An average of an estimate: `4`, `some 90`. */
function sayTimes(times: number): string {
  return times < 10 ? String(Math.round(times)) : `some ${Number(times.toPrecision(1))}`;
}

function hintFor(isFull: boolean, isWanted: boolean): string {
  const accept = 'name the table under tables in the config file, with that reason';
  if (!isFull) return `If nobody reads the old row, leave it as it is and ${accept}.`;
  return `If nobody reads the old row, set REPLICA IDENTITY DEFAULT${isWanted ? ` and ${accept}` : ''}.`;
}
