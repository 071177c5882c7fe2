import {
  type Catalog,
  type Facts,
  hasUsablePrimaryKey,
  isSent,
  type Publication,
  type Relation,
} from '../model/facts.js';
import { type FixStep, PUBLISHABLE, type Publishable } from '../model/fix.js';
import { displayName } from '../model/names.js';
import { findFailingWrites } from './failing-writes.js';
import { hasFailingPolicies } from './publish-fix.js';
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
 * The first table that forbids the publication to send these events as well, or null: one whose UPDATE or DELETE
 * PostgreSQL would refuse, and where no row has been sent so far, one whose rows would arrive empty or stop the stream.
 */
export function whoForbidsEvents(
  { publication, relations, majorVersion }: Catalog,
  missing: readonly RowEvent[],
  about: Pick<Facts, 'policyProbe'>,
): string | null {
  const isFirst = publication.exists && !publication.publishes.insert && !publication.publishes.update;
  const isSpoilt = (relation: Relation): boolean =>
    isFirst && isSent(relation) && (!hasUsablePrimaryKey(relation) || hasFailingPolicies(relation, about));
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
    (relation) => relation.relkind === 'r' && (isSpoilt(relation) || failing(sendAlso(relation)) > failing(relation)),
  );
  return broken === undefined ? null : displayName(broken);
}
