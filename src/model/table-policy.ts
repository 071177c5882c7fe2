import type { RelationName } from './names.js';
import { byRelation } from './relation-map.js';
import { remember } from './remember.js';
import type { Location } from './subscription.js';

/** The words of the option `replica-identity`. */
export type ReplicaIdentityPolicy = 'all' | 'when-needed';

/** The words of `replica-identity` in an entry of `tables`, and the identity that each lets a table keep. */
export const KEPT_IDENTITIES = { default: 'd', 'using-index': 'i' } as const;

/** An entry of `tables` in the config file: a table that need not be FULL, why, and until when. */
export interface TablePolicy {
  readonly table: RelationName;
  readonly replicaIdentity: keyof typeof KEPT_IDENTITIES;
  readonly reason: string;
  /** The last day it holds, YYYY-MM-DD; null for ever. */
  readonly until: string | null;
  /** Whether that day is over; then it exempts nothing any more. */
  readonly isExpired: boolean;
  readonly location: Location;
}

/** What a table's replica identity is judged by. */
interface Identity extends RelationName {
  /** pg_class.relreplident. */
  readonly relreplident: string;
  readonly identityIndex: string | null;
}

/**
 * The entry that lets a table keep the identity it has, or null. It is for that identity alone: where NOTHING or a
 * dropped index identifies no row, the application's own writes fail, and nobody means that.
 */
export function exemptionOf(table: Identity, entries: readonly TablePolicy[]): TablePolicy | null {
  const entry = entries.length === 0 ? undefined : entriesByTable(entries).get(table);
  if (entry === undefined || KEPT_IDENTITIES[entry.replicaIdentity] !== table.relreplident) return null;
  return table.relreplident === 'i' && table.identityIndex === null ? null : entry;
}

/** Those that hold; of two for one table the first. */
const entriesByTable = remember((entries: readonly TablePolicy[]) => {
  const holding = entries.filter(({ isExpired }) => !isExpired);
  return byRelation(holding.toReversed(), ({ table }) => table);
});
