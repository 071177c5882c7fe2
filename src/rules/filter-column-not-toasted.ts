import type { Catalog, Relation } from '../model/facts.js';
import { displayIdentifier, displayName } from '../model/names.js';
import { milder, type Rule, type Severity, type Violation } from '../model/outcome.js';
import type { Subscription } from '../model/subscription.js';
import { type LongMatch, longMatches } from './long-matches.js';
import { askedAt, subscribedRelations } from './subscribed-relations.js';
import { sayTogether, wants } from './wanted-events.js';

/** A published relation, and the subscriptions that filter its UPDATEs. */
interface Filtered {
  readonly relation: Relation;
  readonly subscriptions: readonly Subscription[];
}

export default {
  title: 'No filter is on a column whose long values an UPDATE leaves out',
  severity: 'warning',
  check(facts) {
    const { catalog } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const filtered = findFiltered(catalog.value, facts.subscriptions);
    if (filtered.length === 0)
      return { status: 'not-applicable', reason: 'no UPDATE of a published table is filtered' };
    return { status: 'checked', subjects: filtered.length, found: filtered.flatMap(judge) };
  },
} satisfies Rule;

function findFiltered(catalog: Catalog, subscriptions: readonly Subscription[]): readonly Filtered[] {
  return subscribedRelations(catalog, subscriptions).flatMap(({ relation, subscriptions: asking }) => {
    if (relation?.relkind !== 'r' || !relation.published || relation.columns === null) return [];
    const filtering = asking.filter((one) => wants(one, 'UPDATE') && one.filter !== null);
    return filtering.length === 0 ? [] : [{ relation, subscriptions: filtering }];
  });
}

function judge({ relation, subscriptions }: Filtered): readonly Violation[] {
  const asked = subscriptions.map((subscription) => ({ subscription, matches: longMatches(relation, subscription) }));
  const matches = asked.flatMap((one) => one.matches);
  const [first] = matches;
  if (first === undefined) return [];
  const columns = sayTogether([...new Set(matches.map(({ column }) => displayIdentifier(column.name)))]);
  return [
    {
      subject: displayName(relation),
      message: `UPDATE of ${displayName(relation)} is filtered by ${columns}, which can be kept out of line`,
      detail: `an UPDATE that leaves a long value there alone (from about 2 kB) does not log it, and the event is dropped, whatever the REPLICA IDENTITY${saySeen(relation)}`,
      hint: 'Filter by a column with short values, or without it and tell in the callback what is meant.',
      fix: [],
      ...askedAt(asked.flatMap((one) => (one.matches.length > 0 ? [one.subscription] : []))),
      confidence: relation.confidence,
      severity: matches.map((match) => severityOf(match, relation)).reduce(worse),
    },
  ];
}

/** Of a text nobody can say how long it gets, but a table whose only long values are in that very column. */
function severityOf({ isLongByType }: LongMatch, relation: Relation): Severity {
  return isLongByType || (relation.toastableColumns.length === 1 && hasLongValues(relation)) ? 'warning' : 'notice';
}

function worse(one: Severity, other: Severity): Severity {
  return milder(one, other) === one ? other : one;
}

/** More than a page or two: an empty TOAST table can have one. */
function hasLongValues({ statistics }: Relation): boolean {
  return statistics !== null && statistics.toastBytes > 16 * 1024;
}

function saySeen(relation: Relation): string {
  return hasLongValues(relation) ? '; this table has long values' : '';
}
