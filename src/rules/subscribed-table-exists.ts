import type { SimilarNames } from '../model/facts.js';
import { displayIdentifier, displayName, type RelationName } from '../model/names.js';
import type { Rule } from '../model/outcome.js';
import { byRelation } from '../model/relation-map.js';
import { mentionsPublication, mentionsTable } from './mentions.js';
import { askedAt, subscribedRelations, subscriptionsTo } from './subscribed-relations.js';

export default {
  title: 'Every subscribed table exists under exactly that name',
  severity: 'error',
  check({ catalog, history, subscriptions, policy }) {
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const subscribed = subscribedRelations(catalog.value, subscriptions);
    if (subscribed.length === 0) return { status: 'not-applicable', reason: 'no table is subscribed to by name' };

    // What is not in the migrations may be in the dashboard, where the publication was set, or in a statement that failed.
    const isSure = (name: RelationName): boolean =>
      history === null || (mentionsPublication(history, policy.publication) && !mentionsTable(history.failed, name));
    const similar = byRelation(catalog.value.similarNames, ({ wanted }) => wanted);
    return {
      status: 'checked',
      subjects: subscribed.length,
      found: subscribed
        .filter(({ relation }) => relation === null)
        .map(({ name }) => ({
          subject: displayName(name),
          message: `table ${displayName(name)} is subscribed to but does not exist`,
          detail: 'the channel still reports SUBSCRIBED, and no event ever arrives',
          hint: hintFor(name, similar.get(name)),
          fix: [],
          ...askedAt(subscriptionsTo(name, subscriptions)),
          ...(isSure(name) ? {} : { confidence: 'assumed' as const }),
        })),
    };
  },
} satisfies Rule;

function hintFor(wanted: RelationName, similar: SimilarNames | undefined): string {
  const [first, ...others] = similar?.candidates ?? [];
  if (first === undefined) {
    return 'Create the table in a migration, or correct the subscription; a database that lacks the latest migrations looks the same.';
  }
  const also = others.length === 0 ? '' : ` (or ${others.map(displayName).join(', ')})`;
  return `Did you mean ${displayName(first)}${also}? ${differenceOf(wanted, first)}`;
}

function differenceOf(wanted: RelationName, meant: RelationName): string {
  if (wanted.schema !== meant.schema && wanted.name === meant.name) {
    return `The table is in schema ${displayIdentifier(meant.schema)}, and a subscription without a schema looks in public.`;
  }
  if (wanted.name.toLowerCase() === meant.name.toLowerCase()) {
    return 'Realtime tells upper and lower case apart.';
  }
  return 'Correct the name in the subscription.';
}
