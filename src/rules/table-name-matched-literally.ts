import type { Relation } from '../model/facts.js';
import { displayName } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import type { Subscription } from '../model/subscription.js';
import { isPattern, likeNames } from './like-names.js';
import { askedAt, type SubscribedRelation, subscribedRelations, subscriptionsTo } from './subscribed-relations.js';
import { sayTogether } from './wanted-events.js';

/** How many of the tables that a name means are told. */
const SHOWN = 3;

const WHY =
  'the server looks the name up with LIKE, in which _ is any character and % any text, and there is no way to escape them';

export default {
  title: 'A subscribed name means one published table',
  severity: 'error',
  check({ catalog, subscriptions }) {
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const patterns = subscribedRelations(catalog.value, subscriptions).filter(({ name }) => isPattern(name));
    if (patterns.length === 0) return { status: 'not-applicable', reason: 'no subscribed name has a _ or a %' };
    const othersLike = likeNames(catalog.value.relations.filter(({ published }) => published));
    return {
      status: 'checked',
      subjects: patterns.length,
      found: patterns.flatMap((subscribed) => {
        const others = othersLike(subscribed.name);
        return others.length === 0 ? [] : [toViolation(subscribed, others, subscriptions)];
      }),
    };
  },
} satisfies Rule;

/** The other table's events come on top; where the wanted one is not published, in its place. */
function toViolation(
  { name, relation }: SubscribedRelation,
  others: readonly Relation[],
  subscriptions: readonly Subscription[],
): Violation {
  const isPublished = relation?.published === true;
  const wanted = displayName(name);
  const reached = sayOthers(others);
  return {
    subject: wanted,
    message: isPublished
      ? `the subscription to ${wanted} gets the changes of ${reached} as well`
      : `the subscription to ${wanted}, which is not published, gets the changes of ${reached} instead`,
    detail: isPublished
      ? `${WHY}; a filter by a column that the other table lacks refuses the whole channel`
      : `${WHY}; the channel reports SUBSCRIBED, and rows of another table reach the callback`,
    hint: isPublished
      ? 'Rename one of the tables, or take the other one out of the publication.'
      : 'Publish the table that is meant, or correct the name in the subscription.',
    fix: [],
    ...askedAt(subscriptionsTo(name, subscriptions)),
    ...(relation === null ? {} : { confidence: relation.confidence }),
    ...(isPublished ? { severity: 'warning' } : {}),
  };
}

function sayOthers(others: readonly Relation[]): string {
  const names = others.slice(0, SHOWN).map(displayName);
  const more = others.length - names.length;
  return sayTogether(more > 0 ? [...names, `${more} more`] : names);
}
