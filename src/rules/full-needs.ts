import type { Publication, Relation } from '../model/facts.js';
import type { Subscription } from '../model/subscription.js';
import { outsideIdentity } from './identity-columns.js';
import { filterColumns } from './wanted-events.js';

/** One of the things that FULL was measured to buy, and the subscriptions that go without it. */
export interface FullNeed {
  readonly kind: /** A DELETE with a filter on a column that the old row does not hold never arrives. */
    | 'delete-filter'
    /** The callback reads columns that `payload.old` does not hold. */
    | 'old-columns'
    /** A long value that an UPDATE leaves alone is missing from `payload.new`. */
    | 'toast';
  readonly columns: readonly string[];
  readonly subscriptions: readonly Subscription[];
}

/**
 * What subscriptions to a table that is not FULL would get of it, each loss once, in the order they come up.
 * @param getting those that get the table's changes
 */
export function needsOfFull(
  table: Relation,
  getting: readonly Subscription[],
  publication: Publication,
): readonly FullNeed[] {
  const sends = publication.exists ? publication.publishes : { update: true, delete: true };
  const toasted = mayBeToasted(table) ? table.toastableColumns : [];
  const needs = new Map<string, FullNeed & { readonly subscriptions: Subscription[] }>();
  const add = (kind: FullNeed['kind'], columns: readonly string[], subscription: Subscription): void => {
    if (columns.length === 0) return;
    const key = `${kind}\0${columns.join('\0')}`;
    const need = needs.get(key);
    if (need === undefined) needs.set(key, { kind, columns, subscriptions: [subscription] });
    else need.subscriptions.push(subscription);
  };
  for (const subscription of getting) {
    const { event } = subscription;
    const getsUpdates = sends.update && (event === '*' || event === 'UPDATE');
    const getsDeletes = sends.delete && (event === '*' || event === 'DELETE');
    if (getsDeletes) add('delete-filter', outsideIdentity(table, filterColumns(subscription)), subscription);
    // Under row level security the old row of a DELETE is cut down to the key whatever the identity.
    const getsOldRows = getsUpdates || (getsDeletes && !table.rowSecurity);
    if (getsOldRows) add('old-columns', outsideIdentity(table, readColumns(table, subscription)), subscription);
    if (getsUpdates) add('toast', toasted, subscription);
  }
  return [...needs.values()];
}

/** A running table with rows of which none has a long value kept out of line has never lost one. */
function mayBeToasted({ statistics }: Relation): boolean {
  return statistics === null || statistics.rows <= 0 || statistics.toastBytes > 0;
}

/** A name that the table does not have is no column of it, and FULL brings none. */
function readColumns({ columns }: Relation, { oldColumns }: Subscription): readonly string[] {
  const read = oldColumns ?? [];
  return columns === null || read.length === 0
    ? read
    : read.filter((name) => columns.some((column) => column.name === name));
}
