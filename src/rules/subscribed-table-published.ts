import { type Facts, hasUsablePrimaryKey, type Policy, type Relation } from '../model/facts.js';
import { groupBy } from '../model/group-by.js';
import type { History } from '../model/history.js';
import { displayIdentifier, displayName, displayPattern } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import { RelationMap } from '../model/relation-map.js';
import { remember } from '../model/remember.js';
import { isWildcard, type Location, type Subscription } from '../model/subscription.js';
import { whyTablesAreUnknown } from './mentions.js';
import { hasFailingPolicies, leaksAsLeaf, publishFix } from './publish-fix.js';
import { canStream } from './relation-kinds.js';
import { askedAt, placesOf, subscribedRelations } from './subscribed-relations.js';
import { isPublished } from './tables-of.js';

const NOTHING_ARRIVES = 'the channel still reports SUBSCRIBED, and no event ever arrives';

export default {
  title: 'Every subscribed table is in the publication',
  severity: 'error',
  check(facts) {
    const { catalog, subscriptions, policy } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    if (!catalog.value.publication.exists) {
      return { status: 'not-applicable', reason: 'the publication does not exist' };
    }
    // What can be in no publication is the matter of subscribed-relation-streams.
    const existing = subscribedRelations(catalog.value, subscriptions).flatMap(({ relation, subscriptions: asking }) =>
      relation === null || !canStream(relation) ? [] : [{ relation, asking }],
    );
    // A hundred places may ask for all of public; that there is nothing in it is one finding.
    const everyWildcard = [
      ...groupBy(subscriptions.filter(isWildcard), ({ schema, table }) => `${schema}\0${table}`).values(),
    ];
    if (existing.length + everyWildcard.length === 0) {
      return { status: 'not-applicable', reason: 'no existing table is subscribed to' };
    }
    const doubt = whyTablesAreUnknown(facts);
    const isAnswered = isPublished(catalog.value);
    if (doubt !== null) return { status: 'unknown', reason: doubt };
    return {
      status: 'checked',
      subjects: existing.length + everyWildcard.length,
      found: [
        ...existing
          .filter(({ relation }) => !relation.published)
          .map(({ relation, asking }) => unpublished(relation, asking, facts)),
        ...everyWildcard
          .filter((alike) => !alike.some((wildcard) => isAnswered(wildcard)))
          .flatMap((alike) => emptyWildcard(alike, policy)),
      ],
    };
  },
} satisfies Rule;

function unpublished(relation: Relation, asking: readonly Subscription[], facts: Facts): Violation {
  const { policy } = facts;
  const publication = displayIdentifier(policy.publication);
  return {
    subject: displayName(relation),
    message: `table ${displayName(relation)} is subscribed to but not in publication ${publication}`,
    detail: NOTHING_ARRIVES,
    hint: hintFor(relation, facts),
    fix: publishFix(relation, facts) ?? [],
    ...whereMissing(relation, asking, facts),
    confidence: relation.confidence,
  };
}

/**
 * The guilty line is the statement that took the table out of the publication. A table that never was in it is new to
 * Realtime: then it is the application's line that asks for it, and where the table is made stands beside it.
 */
function whereMissing(
  relation: Relation,
  asking: readonly Subscription[],
  { history }: Facts,
): Pick<Violation, 'location' | 'related'> {
  const lost = lostAt(relation, history);
  if (lost !== null) return { location: lost, related: placesOf(asking) };
  const { location, related } = askedAt(asking);
  if (location === null) return { location: relation.createdAt, related };
  const created = relation.createdAt === null ? [] : [{ ...relation.createdAt, label: 'created here' }];
  return { location, related: [...related, ...created] };
}

/** The statement that took it out of the publication last. */
function lostAt(relation: Relation, history: History | null): Location | null {
  return history === null ? null : (lastLosses(history.events).get(relation) ?? null);
}

const lastLosses = remember((events: History['events']): RelationMap<Location> => {
  const lost = new RelationMap<Location>();
  for (const { kind, relation, location } of events) {
    if (kind === 'unpublished' && relation !== null) lost.set(relation, location);
  }
  return lost;
});

function hintFor(relation: Relation, facts: Facts): string {
  const publication = displayIdentifier(facts.policy.publication);
  if (relation.publishedThrough !== null) {
    return `It is sent as ${displayName(relation.publishedThrough)}, which Realtime cannot follow; set publish_via_partition_root to false on ${publication}.`;
  }
  if (publishFix(relation, facts) !== null) return `Add the table to ${publication} in a migration.`;
  if (relation.columnListPublications.length > 0) {
    return `Drop its column list in ${relation.columnListPublications.map(displayIdentifier).join(', ')} first; with REPLICA IDENTITY FULL it would make UPDATE and DELETE fail.`;
  }
  if (!hasUsablePrimaryKey(relation)) {
    return 'Give the table a primary key that is not deferrable first, then publish it; without one its events arrive empty.';
  }
  return hintForDanger(relation, facts) ?? hintForGenerated(publication);
}

/** What publishing it would do besides. */
function hintForDanger(relation: Relation, facts: Facts): string | null {
  const name = displayName(relation);
  if (relation.rowSecurityAbove !== null && leaksAsLeaf(relation)) {
    return `Enable row level security on it first, with the policies of ${displayName(relation.rowSecurityAbove)}, then publish it; Realtime does not ask those for a partition.`;
  }
  if (hasFailingPolicies(relation, facts)) {
    return `See first that the roles that subscribe may use schema ${displayIdentifier(relation.schema)} and can evaluate the policies of the table, then publish it; an error in there stops Realtime for every subscriber of the project.`;
  }
  return relation.inheritedBy.length === 0
    ? null
    : `Add ${name} to the publication together with the tables that inherit from it, or as ONLY ${name} without them.`;
}

function hintForGenerated(publication: string): string {
  return `Set publish_generated_columns to stored on ${publication} first, then publish the table; with REPLICA IDENTITY FULL a generated column that is not sent would make UPDATE and DELETE fail.`;
}

function emptyWildcard(alike: readonly Subscription[], policy: Policy): readonly Violation[] {
  const [first] = alike;
  if (first === undefined) return [];
  const written = displayPattern(first);
  return [
    {
      subject: written,
      message: `${written} is subscribed to but publication ${displayIdentifier(policy.publication)} has no such table`,
      detail: NOTHING_ARRIVES,
      hint: 'Add the tables that are meant to the publication in a migration.',
      fix: [],
      ...askedAt(alike),
    },
  ];
}
