import type { Facts } from '../model/facts.js';
import type { HistoryEvent, UnpublishCause } from '../model/history.js';
import { displayIdentifier, displayName, relationKey } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import { publishFix } from './publish-fix.js';
import { placesThatGet } from './subscribed-relations.js';

export default {
  title: 'No migration loses a published table by the way',
  severity: 'warning',
  check(facts) {
    if (!facts.catalog.known) return { status: 'unknown', reason: facts.catalog.reason };
    if (facts.history === null) return { status: 'not-applicable', reason: 'there are no migrations to look at' };
    const { publication } = facts.policy;
    const last = lastMemberships(facts.history.events.filter((event) => event.publication === publication));
    if (last.length === 0) {
      return {
        status: 'not-applicable',
        reason: `no migration publishes a table in ${displayIdentifier(publication)}`,
      };
    }
    return { status: 'checked', subjects: last.length, found: last.flatMap((event) => lossOf(event, facts)) };
  },
} satisfies Rule;

/** For each relation, by its name, what happened last to its membership. */
function lastMemberships(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const last = new Map<string, HistoryEvent>();
  for (const event of events) {
    if (event.relation === null) continue;
    if (event.kind === 'published' || event.kind === 'unpublished') last.set(relationKey(event.relation), event);
  }
  return [...last.values()];
}

/** A table that left by its name was meant to leave, and one that is no longer there needs no publication. */
function lossOf({ kind, cause, relation, location }: HistoryEvent, facts: Facts): readonly Violation[] {
  const { catalog, history, subscriptions, policy } = facts;
  if (kind !== 'unpublished' || cause === 'named' || cause === null || relation === null) return [];
  const key = relationKey(relation);
  const left = history?.relations.find((candidate) => relationKey(candidate) === key);
  if (left === undefined) return [];
  const table = catalog.known ? catalog.value.relations.find((candidate) => relationKey(candidate) === key) : undefined;
  const name = displayName(relation);
  return [
    {
      subject: name,
      message: `table ${name} is lost from publication ${displayIdentifier(policy.publication)} by a migration`,
      detail: `${HOW[cause]}; its changes are no longer sent, and channels still report SUBSCRIBED`,
      hint: 'Add the table again in a later migration, or take it out by name with ALTER PUBLICATION ... DROP TABLE.',
      fix: table === undefined ? [] : (publishFix(table, facts) ?? []),
      location,
      related: placesThatGet(subscriptions)(relation),
      confidence: left.confidence,
    },
  ];
}

const HOW: Readonly<Record<Exclude<UnpublishCause, 'named'>, string>> = {
  'list-replaced': 'the statement replaces the list of tables with another, which leaves it out',
  'publication-dropped': 'the statement drops the publication with all its tables',
  'table-dropped': 'the table was dropped and created again, and the new one is in no publication',
  other: 'the statement takes it out without naming the publication',
};
