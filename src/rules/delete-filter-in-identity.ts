import type { Catalog, Relation } from '../model/facts.js';
import { displayIdentifier, displayName } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import type { Subscription } from '../model/subscription.js';
import { mayBeFull } from './failing-writes.js';
import { isIdentified, outsideIdentity } from './identity-columns.js';
import { nameOf } from './publish-fix.js';
import { askedAt, subscribedRelations } from './subscribed-relations.js';
import { eventIsCertain, filterColumns, wants } from './wanted-events.js';

/** A published relation, and the subscriptions that filter its DELETEs. */
interface Filtered {
  readonly relation: Relation;
  readonly subscriptions: readonly Subscription[];
}

export default {
  title: 'Every filter on DELETE is on columns that the old row holds',
  severity: 'error',
  check(facts) {
    const { catalog } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const filtered = findFiltered(catalog.value, facts.subscriptions);
    if (filtered.length === 0)
      return { status: 'not-applicable', reason: 'no DELETE of a published table is filtered' };
    const isCertain = eventIsCertain(facts);
    return {
      status: 'checked',
      subjects: filtered.length,
      found: filtered.flatMap(({ relation, subscriptions }) => {
        const lost = subscriptions.filter((one) => outsideIdentity(relation, filterColumns(one)).length > 0);
        if (lost.length === 0) return [];
        const severity = lost.some(isCertain) ? {} : ({ severity: 'warning' } as const);
        return [{ ...violation(relation, lost, catalog.value.majorVersion), ...severity }];
      }),
    };
  },
} satisfies Rule;

/** Where nothing identifies a row there is no DELETE to be lost: PostgreSQL refuses the statement. */
function findFiltered(catalog: Catalog, subscriptions: readonly Subscription[]): readonly Filtered[] {
  return subscribedRelations(catalog, subscriptions).flatMap(({ relation, subscriptions: asking }) => {
    if (relation?.relkind !== 'r' || !relation.published || !isIdentified(relation)) return [];
    const filtering = asking.filter((one) => wants(one, 'DELETE') && filterColumns(one).length > 0);
    return filtering.length === 0 ? [] : [{ relation, subscriptions: filtering }];
  });
}

function violation(relation: Relation, lost: readonly Subscription[], majorVersion: number): Violation {
  const columns = outsideIdentity(relation, lost.flatMap(filterColumns)).map(displayIdentifier).join(', ');
  const canBeFull = mayBeFull(relation, majorVersion);
  return {
    subject: displayName(relation),
    message: `DELETE of ${displayName(relation)} is filtered by ${columns}, which its replica identity does not hold`,
    detail:
      'the server compares a filter with the old row, does not find the column there, and drops every DELETE without a word',
    hint: hintFor(relation, canBeFull),
    fix: canBeFull ? [{ kind: 'replica-identity-full', table: nameOf(relation) }] : [],
    ...askedAt(lost),
    confidence: relation.confidence,
  };
}

function hintFor({ relreplident, primaryKey }: Relation, canBeFull: boolean): string {
  if (canBeFull) return 'Set REPLICA IDENTITY FULL in a migration, with which the old row holds every column.';
  const key = (primaryKey?.columns ?? []).map(displayIdentifier).join(', ');
  return relreplident === 'd'
    ? `Subscribe to DELETE without that filter, or by ${key}, and tell in the callback what is meant; FULL would make UPDATE and DELETE fail with SQLSTATE 42P10 here.`
    : 'Subscribe to DELETE without that filter and tell in the callback what is meant; FULL would make UPDATE and DELETE fail with SQLSTATE 42P10 here.';
}
