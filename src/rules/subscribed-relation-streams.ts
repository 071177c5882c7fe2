import type { Catalog, Relation } from '../model/facts.js';
import { displayName, type RelationName } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import { asksFor, isWildcard, type Subscription } from '../model/subscription.js';
import { canStream, kindOf } from './relation-kinds.js';
import { askedAt, subscribedRelations, subscribersOf, subscriptionsTo } from './subscribed-relations.js';
import { sayTogether } from './wanted-events.js';

/** How many of the tables that inherit are told. */
const SHOWN = 3;

const NOTHING_ARRIVES = 'the channel still reports SUBSCRIBED, and no event ever arrives';

export default {
  title: 'Every subscribed relation is one whose changes are sent',
  severity: 'error',
  check({ catalog, subscriptions }) {
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const existing = subscribedRelations(catalog.value, subscriptions).flatMap(({ relation }) => relation ?? []);
    const wildcards = subscriptions.filter(isWildcard);
    const isHeard = subscribersOf(subscriptions);
    if (existing.length + wildcards.length === 0) {
      return { status: 'not-applicable', reason: 'no existing table is subscribed to' };
    }
    const found = [
      ...existing.filter((relation) => !canStream(relation)).map((relation) => neverSent(relation, subscriptions)),
      ...existing.flatMap((relation) =>
        sentByHeirs(
          relation,
          relation.inheritedBy.filter((heir) => !isHeard(heir)),
          subscriptions,
        ),
      ),
      ...unheardRoots(catalog.value, new Set(existing), wildcards),
    ];
    return { status: 'checked', subjects: existing.length + wildcards.length, found };
  },
} satisfies Rule;

function neverSent(relation: Relation, subscriptions: readonly Subscription[]): Violation {
  const name = displayName(relation);
  const isPartitioned = relation.relkind === 'p';
  return {
    subject: name,
    message: isPartitioned
      ? `partitioned table ${name} is subscribed to, and its changes are sent as those of its partitions`
      : `${kindOf(relation)} ${name} is subscribed to, and no change of it is ever sent`,
    detail: relation.published
      ? 'the server accepts the subscription, the channel reports SUBSCRIBED, and no event ever arrives'
      : NOTHING_ARRIVES,
    hint: hintFor(relation),
    fix: [],
    ...places(relation, subscriptionsTo(relation, subscriptions)),
    confidence: relation.confidence,
  };
}

function hintFor(relation: Relation): string {
  if (relation.relkind === 'p') {
    return relation.published
      ? 'Set publish_via_partition_root to false on the publication, and subscribe to the partitions or to the whole schema.'
      : 'Subscribe to its partitions, or to the whole schema.';
  }
  if (relation.relkind === 'r') {
    return `Realtime reads the WAL, which ${relation.relpersistence === 'u' ? 'an unlogged' : 'a temporary'} table leaves out; make it a logged one first.`;
  }
  return 'Subscribe to the tables behind it, which can be published.';
}

/** A table that others inherit from sends its own rows, and theirs go by their own names; to those nobody listens. */
function sentByHeirs(
  relation: Relation,
  unheard: readonly RelationName[],
  subscriptions: readonly Subscription[],
): readonly Violation[] {
  if (unheard.length === 0) return [];
  const name = displayName(relation);
  const heirs = unheard.slice(0, SHOWN).map(displayName);
  const more = unheard.length - heirs.length;
  return [
    {
      subject: name,
      message: `table ${name} is subscribed to, and the rows that ${sayTogether(more > 0 ? [...heirs, `${more} more`] : heirs)} add to it are not sent under its name`,
      detail:
        'a query finds the rows of the tables that inherit from it, a subscription only those of the table itself',
      hint: 'Publish the tables that inherit, and subscribe to them as well.',
      fix: [],
      ...places(relation, subscriptionsTo(relation, subscriptions)),
      confidence: relation.confidence,
      severity: 'warning',
    },
  ];
}

/** Under publish_via_partition_root a subscription to a whole schema is accepted for the root, whose name no event has. */
function unheardRoots(
  { relations }: Catalog,
  named: ReadonlySet<Relation>,
  wildcards: readonly Subscription[],
): readonly Violation[] {
  return relations.flatMap((relation) => {
    if (relation.relkind !== 'p' || !relation.published || named.has(relation)) return [];
    const asking = wildcards.filter((wildcard) => asksFor(wildcard, relation));
    if (asking.length === 0) return [];
    const name = displayName(relation);
    return {
      subject: name,
      message: `partitioned table ${name} is published as a whole, and no change of its partitions reaches a subscription`,
      detail: 'the server looks for its name, and each event has the name of a partition',
      hint: hintFor(relation),
      fix: [],
      ...places(relation, asking),
      confidence: relation.confidence,
      severity: 'warning',
    };
  });
}

/** The line of the application that asks for it, and beside it where it is made. */
function places(
  { createdAt }: Relation,
  subscriptions: readonly Subscription[],
): Pick<Violation, 'location' | 'related'> {
  const { location, related } = askedAt(subscriptions);
  if (location === null) return { location: createdAt, related };
  return { location, related: createdAt === null ? related : [...related, { ...createdAt, label: 'created here' }] };
}
