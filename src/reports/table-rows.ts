import { everyFinding } from '../model/explained.js';
import type { Relation } from '../model/facts.js';
import { displayIdentifier, displayName, type RelationName, relationKey } from '../model/names.js';
import type { RuleId } from '../model/rule-ids.js';
import { asksFor, isWildcard, type Subscription } from '../model/subscription.js';
import type { Verdict } from '../model/verdict.js';

/** One cell: its text, and whether a finding is about it. */
export interface Cell {
  readonly text: string;
  readonly guilty: boolean;
}

/** One table's state, the same in the terminal and in the summary. */
export interface TableRow {
  readonly name: string;
  readonly published: Cell;
  readonly identity: Cell;
  readonly primaryKey: Cell;
  readonly subscribed: Cell;
}

export const TABLE_HEADINGS = ['table', 'published', 'replica identity', 'primary key', 'subscribed'] as const;

const NONE = '–';
const IDENTITIES = { d: 'DEFAULT', n: 'NOTHING', f: 'FULL', i: 'USING INDEX' } as const;
const KINDS = { r: 'table', p: 'partitioned', v: 'view', m: 'materialized view', f: 'foreign table' } as const;

/** The first rows of the table, and how many there are besides. */
export interface TableRows {
  readonly rows: readonly TableRow[];
  readonly rest: number;
}

/**
 * A row for each subscribed relation that does not exist and each relation that was looked at, those with findings
 * first. Only the rows that will be shown are made: there may be ten thousand more.
 * @param most how many rows the report has room for
 */
export function toTableRows(verdict: Verdict, most: number): TableRows {
  const { catalog, subscriptions } = verdict.facts;
  if (!catalog.known) return { rows: [], rest: 0 };
  const events = eventsByRelation(subscriptions);
  const wildcards = subscriptions.filter(isWildcard);
  const found = findingsBySubject(verdict);
  const existing = new Set(catalog.value.relations.map(relationKey));
  const missing = [...events.values()].filter(({ name }) => !existing.has(relationKey(name)));
  const relations = withFindingsFirst(catalog.value.relations, found);
  const rows = [
    ...missing.slice(0, most).map(({ name, events: asked }) => missingRow(name, asked)),
    ...relations
      .slice(0, Math.max(0, most - missing.length))
      .map((relation) => rowOf(relation, askedOf(relation, events, wildcards), found)),
  ];
  return { rows, rest: missing.length + relations.length - rows.length };
}

function withFindingsFirst(
  relations: readonly Relation[],
  found: ReadonlyMap<string, ReadonlySet<RuleId>>,
): readonly Relation[] {
  if (found.size === 0) return relations;
  const first: Relation[] = [];
  const others: Relation[] = [];
  for (const relation of relations) (found.has(displayName(relation)) ? first : others).push(relation);
  return [...first, ...others];
}

interface Asked {
  readonly name: RelationName;
  readonly events: ReadonlySet<string>;
}

/** The events that a relation is subscribed to for, by its name or, when it is sent, with every other. */
function askedOf(
  relation: Relation,
  events: ReadonlyMap<string, Asked>,
  wildcards: readonly Subscription[],
): ReadonlySet<string> {
  const matching = relation.published ? wildcards.filter((wildcard) => asksFor(wildcard, relation)) : [];
  return new Set([...(events.get(relationKey(relation))?.events ?? []), ...matching.map(({ event }) => event)]);
}

function rowOf(
  relation: Relation,
  asked: ReadonlySet<string>,
  found: ReadonlyMap<string, ReadonlySet<RuleId>>,
): TableRow {
  const rules = found.get(displayName(relation));
  const isTable = relation.relkind === 'r' || relation.relkind === 'p';
  return {
    name: displayName(relation),
    published: { text: publishedText(relation), guilty: rules?.has('subscribed-table-published') === true },
    identity: {
      text: isTable ? IDENTITIES[relation.relreplident] : NONE,
      guilty: rules?.has('replica-identity-full') === true,
    },
    primaryKey: {
      text: isTable ? primaryKeyText(relation) : NONE,
      guilty: rules?.has('published-table-has-primary-key') === true,
    },
    subscribed: { text: asked.size === 0 ? NONE : [...asked].join(', '), guilty: false },
  };
}

function missingRow(name: RelationName, events: ReadonlySet<string>): TableRow {
  const empty = { text: NONE, guilty: false };
  return {
    name: displayName(name),
    published: { text: 'does not exist', guilty: true },
    identity: empty,
    primaryKey: empty,
    subscribed: { text: [...events].join(', '), guilty: false },
  };
}

function publishedText(relation: Relation): string {
  if (relation.published) return 'yes';
  if (relation.publishedThrough !== null) return `as ${displayName(relation.publishedThrough)}`;
  return relation.relkind === 'r' ? 'no' : `no (${KINDS[relation.relkind]})`;
}

function primaryKeyText({ primaryKey }: Relation): string {
  if (primaryKey === null) return 'none';
  const columns = primaryKey.columns.map(displayIdentifier).join(', ');
  return primaryKey.deferrable ? `${columns} (deferrable)` : columns;
}

function eventsByRelation(subscriptions: readonly Subscription[]): ReadonlyMap<string, Asked> {
  const byRelation = new Map<string, { name: RelationName; events: Set<string> }>();
  for (const subscription of subscriptions) {
    if (isWildcard(subscription)) continue;
    const name = { schema: subscription.schema, name: subscription.table };
    const asked = byRelation.get(relationKey(name)) ?? { name, events: new Set() };
    asked.events.add(subscription.event);
    byRelation.set(relationKey(name), asked);
  }
  return byRelation;
}

function findingsBySubject(verdict: Verdict): ReadonlyMap<string, ReadonlySet<RuleId>> {
  const bySubject = new Map<string, Set<RuleId>>();
  for (const { subject, ruleId } of everyFinding(verdict.findings)) {
    const rules = bySubject.get(subject) ?? new Set();
    bySubject.set(subject, rules.add(ruleId));
  }
  return bySubject;
}
