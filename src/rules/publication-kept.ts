import type { Facts, Relation } from '../model/facts.js';
import type { HistoryEvent, RelationHistory, UnpublishCause } from '../model/history.js';
import { displayIdentifier, displayName } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import { RelationMap } from '../model/relation-map.js';
import { publishFix } from './publish-fix.js';
import { historiesByName, placesThatGet, relationsByName } from './subscribed-relations.js';

export default {
  title: 'No migration loses a published table unnoticed',
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
    return {
      status: 'checked',
      subjects: last.length,
      found: findLosses(last, facts, facts.catalog.value.relations, facts.history.relations),
    };
  },
} satisfies Rule;

/** For each relation, by its name, what happened last to its membership. */
function lastMemberships(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const last = new RelationMap<HistoryEvent>();
  for (const event of events) {
    if (event.relation === null) continue;
    if (event.kind === 'published' || event.kind === 'unpublished') last.set(event.relation, event);
  }
  return events.filter((event) => event.relation !== null && last.get(event.relation) === event);
}

function findLosses(
  last: readonly HistoryEvent[],
  facts: Facts,
  relations: readonly Relation[],
  histories: readonly RelationHistory[],
): readonly Violation[] {
  const lost = last.filter(({ kind, cause }) => kind === 'unpublished' && cause !== 'named' && cause !== null);
  if (lost.length === 0) return [];
  const left = historiesByName(histories);
  return lost.flatMap((event) => {
    const { relation } = event;
    if (relation === null) return [];
    return lossOf(event, facts, relationsByName(relations).get(relation), left.get(relation));
  });
}

/** A table that left by its name was meant to leave, and one that is no longer there needs no publication. */
function lossOf(
  { kind, cause, relation, location }: HistoryEvent,
  facts: Facts,
  table: Relation | undefined,
  left: RelationHistory | undefined,
): readonly Violation[] {
  const { subscriptions, policy } = facts;
  if (kind !== 'unpublished' || cause === 'named' || cause === null || relation === null) return [];
  if (left === undefined) return [];
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
