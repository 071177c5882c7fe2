import { everyFinding } from '../model/explained.js';
import type { Relation } from '../model/facts.js';
import { displayIdentifier, displayName, type RelationName, relationKey } from '../model/names.js';
import type { Severity } from '../model/outcome.js';
import type { RuleId } from '../model/rule-ids.js';
import { asksFor, isWildcard, type Location, type Subscription } from '../model/subscription.js';
import type { Verdict } from '../model/verdict.js';

/** One cell: its text, and the worst finding about it; null without one, and for what is only worth knowing. */
export interface Cell {
  readonly text: string;
  readonly guilt: Guilt | null;
}

export type Guilt = Exclude<Severity, 'notice'>;

/** One table's state, the same in the terminal and in the summary. */
export interface TableRow {
  readonly name: string;
  /** The worst finding about the table, also where no cell is guilty of it. */
  readonly guilt: Guilt | null;
  readonly published: Cell;
  readonly identity: Cell;
  readonly primaryKey: Cell;
  readonly subscribed: Cell;
  /** The lines that subscribe, in the order they were found; none for what the options name. */
  readonly places: readonly Location[];
}

export const TABLE_HEADINGS = ['table', 'published', 'replica identity', 'primary key', 'subscribed'] as const;

const NONE = '–';
const IDENTITIES = { d: 'DEFAULT', n: 'NOTHING', f: 'FULL', i: 'USING INDEX' } as const;
const KINDS = { r: 'table', p: 'partitioned', v: 'view', m: 'materialized view', f: 'foreign table' } as const;

/** The cell that a rule's findings are about; those of the other rules have a place of their own, or the whole project. */
const CELL_OF: Readonly<Partial<Record<RuleId, 'published' | 'identity' | 'primaryKey' | 'subscribed'>>> = {
  'subscribed-table-exists': 'published',
  'subscribed-relation-streams': 'published',
  'subscribed-table-published': 'published',
  'subscribed-event-published': 'published',
  'publication-kept': 'published',
  'database-matches-migrations': 'published',
  'publication-filters-ignored': 'published',
  'replica-identity-full': 'identity',
  'delete-filter-in-identity': 'identity',
  'identity-index-covers-key': 'identity',
  'filter-column-not-toasted': 'identity',
  'published-table-has-primary-key': 'primaryKey',
  'writes-survive-publication': 'primaryKey',
  'subscriber-can-select': 'subscribed',
  'table-name-matched-literally': 'subscribed',
  'subscription-filter-valid': 'subscribed',
  'filter-type-streams': 'subscribed',
  'database-supports-operators': 'subscribed',
};

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
  const asked = askedByRelation(subscriptions);
  const wildcards = subscriptions.filter(isWildcard);
  const found = findingsBySubject(verdict);
  const existing = new Set(catalog.value.relations.map(relationKey));
  const missing = [...asked.values()].filter(({ name }) => !existing.has(relationKey(name)));
  const relations = withFindingsFirst(catalog.value.relations, found);
  const rows = [
    ...missing.slice(0, most).map((one) => missingRow(one, found)),
    ...relations
      .slice(0, Math.max(0, most - missing.length))
      .map((relation) => rowOf(relation, askedOf(relation, asked, wildcards), found)),
  ];
  return { rows, rest: missing.length + relations.length - rows.length };
}

type Guilts = ReadonlyMap<string, ReadonlyMap<RuleId, Severity>>;

/** Errors, warnings, what is only worth knowing, and the rest. */
function withFindingsFirst(relations: readonly Relation[], found: Guilts): readonly Relation[] {
  if (found.size === 0) return relations;
  const tiers: readonly [Relation[], Relation[], Relation[], Relation[]] = [[], [], [], []];
  const [errors, warnings, notices, others] = tiers;
  for (const relation of relations) {
    const rules = found.get(displayName(relation));
    const guilt = rules === undefined ? null : worstOf([...rules.values()]);
    if (guilt === null) (rules === undefined ? others : notices).push(relation);
    else (guilt === 'error' ? errors : warnings).push(relation);
  }
  return tiers.flat();
}

interface Asked {
  readonly name: RelationName;
  readonly events: ReadonlySet<string>;
  readonly places: readonly Location[];
}

/** What a relation is subscribed to for, by its name or, when it is sent, with every other. */
function askedOf(
  relation: Relation,
  asked: ReadonlyMap<string, Asked>,
  wildcards: readonly Subscription[],
): Omit<Asked, 'name'> {
  const named = asked.get(relationKey(relation)) ?? { events: new Set<string>(), places: [] };
  const matching = relation.published ? wildcards.filter((wildcard) => asksFor(wildcard, relation)) : [];
  if (matching.length === 0) return named;
  return {
    events: new Set([...named.events, ...matching.map(({ event }) => event)]),
    places: [...named.places, ...matching.flatMap(({ location }) => location ?? [])],
  };
}

function rowOf(relation: Relation, { events, places }: Omit<Asked, 'name'>, found: Guilts): TableRow {
  const rules = found.get(displayName(relation)) ?? new Map<RuleId, Severity>();
  const isTable = relation.relkind === 'r' || relation.relkind === 'p';
  return {
    name: displayName(relation),
    guilt: worstOf([...rules.values()]),
    published: { text: publishedText(relation), guilt: guiltOf('published', rules) },
    identity: { text: isTable ? IDENTITIES[relation.relreplident] : NONE, guilt: guiltOf('identity', rules) },
    primaryKey: { text: isTable ? primaryKeyText(relation) : NONE, guilt: guiltOf('primaryKey', rules) },
    subscribed: { text: sayEvents(events), guilt: guiltOf('subscribed', rules) },
    places,
  };
}

function guiltOf(cell: string, rules: ReadonlyMap<RuleId, Severity>): Guilt | null {
  return worstOf([...rules].flatMap(([ruleId, severity]) => (CELL_OF[ruleId] === cell ? [severity] : [])));
}

function worstOf(severities: readonly Severity[]): Guilt | null {
  if (severities.includes('error')) return 'error';
  return severities.includes('warning') ? 'warning' : null;
}

function sayEvents(events: ReadonlySet<string>): string {
  return events.size === 0 ? NONE : [...events].join(', ');
}

function missingRow({ name, events, places }: Asked, found: Guilts): TableRow {
  const empty = { text: NONE, guilt: null };
  const rules = found.get(displayName(name)) ?? new Map<RuleId, Severity>();
  return {
    name: displayName(name),
    guilt: worstOf([...rules.values()]),
    published: { text: 'does not exist', guilt: guiltOf('published', rules) },
    identity: empty,
    primaryKey: empty,
    subscribed: { text: sayEvents(events), guilt: null },
    places,
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

function askedByRelation(subscriptions: readonly Subscription[]): ReadonlyMap<string, Asked> {
  const byRelation = new Map<string, { name: RelationName; events: Set<string>; places: Location[] }>();
  for (const subscription of subscriptions) {
    if (isWildcard(subscription)) continue;
    const name = { schema: subscription.schema, name: subscription.table };
    const asked = byRelation.get(relationKey(name)) ?? { name, events: new Set(), places: [] };
    asked.events.add(subscription.event);
    if (subscription.location !== null) asked.places.push(subscription.location);
    byRelation.set(relationKey(name), asked);
  }
  return byRelation;
}

function findingsBySubject(verdict: Verdict): Guilts {
  const bySubject = new Map<string, Map<RuleId, Severity>>();
  for (const { subject, ruleId, severity } of everyFinding(verdict.findings)) {
    // `public.posts where tags=eq.a` is about a subscription to public.posts.
    const [name = subject] = CELL_OF[ruleId] === 'subscribed' ? subject.split(' where ') : [subject];
    const rules = bySubject.get(name) ?? new Map<RuleId, Severity>();
    bySubject.set(name, rules.set(ruleId, rules.get(ruleId) === 'error' ? 'error' : severity));
  }
  return bySubject;
}
