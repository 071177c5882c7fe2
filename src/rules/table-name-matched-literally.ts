import type { Relation } from '../model/facts.js';
import { displayName, displayPattern } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import { groupByRelation } from '../model/relation-map.js';
import { asksFor, type Subscription } from '../model/subscription.js';
import { isPattern, likeNames } from './like-names.js';
import { askedAt, askedName } from './subscribed-relations.js';
import { publishedRelations } from './tables-of.js';
import { ROW_EVENTS, type RowEvent, sayTogether, wants } from './wanted-events.js';

/** How many of the tables that a name means are told. */
const SHOWN = 3;

const WHY =
  'the server looks names up with LIKE, in which _ is any character and % any text, and there is no way to escape them';

export default {
  title: 'A subscribed name means one published table',
  severity: 'error',
  check({ catalog, subscriptions }) {
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const { publication } = catalog.value;
    const isSent = (event: RowEvent): boolean =>
      publication.exists && publication.publishes[event.toLowerCase() as Lowercase<RowEvent>];
    const patterns = subscriptions.filter(
      (one) =>
        isPattern({ schema: one.schema, name: one.table }) &&
        ROW_EVENTS.some((event) => wants(one, event) && isSent(event)),
    );
    const alike = groupByRelation(patterns, askedName).groups;
    if (alike.length === 0) return { status: 'not-applicable', reason: 'no name that gets events has a _ or a %' };
    const reached = likeNames(publishedRelations(catalog.value));
    return {
      status: 'checked',
      subjects: alike.length,
      found: alike.flatMap((some) => judge(some, reached)),
    };
  },
} satisfies Rule;

/** The other table's events come on top; where the wanted one is not published, in its place. */
function judge(
  alike: readonly Subscription[],
  reached: (name: { readonly schema: string; readonly name: string }) => readonly Relation[],
): readonly Violation[] {
  const [first] = alike;
  if (first === undefined) return [];
  const all = reached({ schema: first.schema, name: first.table });
  const others = all.filter((relation) => !asksFor(first, relation));
  if (others.length === 0) return [];
  const isPublished = others.length < all.length;
  const wanted = displayPattern(first);
  return [
    {
      subject: wanted,
      message: isPublished
        ? `the subscription to ${wanted} gets the changes of ${sayOthers(others)} as well`
        : `the subscription to ${wanted}, which is not published, gets the changes of ${sayOthers(others)} instead`,
      detail: isPublished
        ? `${WHY}; a filter by a column that the other table lacks refuses the whole channel`
        : `${WHY}; the channel reports SUBSCRIBED, and rows of another table reach the callback`,
      hint: isPublished
        ? 'Rename one of the tables, or take the other one out of the publication.'
        : 'Publish the table that is meant, or correct the name in the subscription.',
      fix: [],
      ...askedAt(alike),
      ...(isPublished ? { severity: 'warning' } : {}),
    },
  ];
}

function sayOthers(others: readonly Relation[]): string {
  const names = others.slice(0, SHOWN).map(displayName);
  const more = others.length - names.length;
  return sayTogether(more > 0 ? [...names, `${more} more`] : names);
}
