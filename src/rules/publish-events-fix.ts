import type { Catalog, Publication, Relation } from '../model/facts.js';
import { type FixStep, PUBLISHABLE, type Publishable } from '../model/fix.js';
import { displayName } from '../model/names.js';
import { findFailingWrites } from './failing-writes.js';
import type { RowEvent } from './wanted-events.js';

/** The step that makes a publication send these events besides what it sends. */
export function publishEventsFix(
  { name, publishes }: Extract<Publication, { exists: true }>,
  missing: readonly RowEvent[],
): readonly FixStep[] {
  const isWanted = (event: Publishable): boolean =>
    publishes[event] || missing.some((one) => one.toLowerCase() === event);
  return [{ kind: 'publish-events', publication: name, events: PUBLISHABLE.filter(isWanted) }];
}

/**
 * The first table whose UPDATE or DELETE PostgreSQL would refuse if the publication sent these events as well, or null:
 * a publication that sends inserts alone lets tables through that nothing identifies.
 */
export function whoseWritesWouldFail(
  { publication, relations, majorVersion }: Catalog,
  missing: readonly RowEvent[],
): string | null {
  const sendAlso = (relation: Relation): Relation => ({
    ...relation,
    senders: relation.senders.map((sender) =>
      sender.publication === publication.name
        ? {
            ...sender,
            sendsUpdates: sender.sendsUpdates || missing.includes('UPDATE'),
            sendsDeletes: sender.sendsDeletes || missing.includes('DELETE'),
          }
        : sender,
    ),
  });
  const failing = (relation: Relation): number => findFailingWrites(relation, majorVersion).length;
  const broken = relations.find(
    (relation) => relation.relkind === 'r' && failing(sendAlso(relation)) > failing(relation),
  );
  return broken === undefined ? null : displayName(broken);
}
