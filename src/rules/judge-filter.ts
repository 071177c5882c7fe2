import type { Column } from '../model/column.js';
import type { Catalog, Relation } from '../model/facts.js';
import { answersOf, type FilterAnswer, sentValue } from '../model/filter-value.js';
import { displayIdentifier, displayName, displayText, type RelationName } from '../model/names.js';
import { nearestName } from '../model/nearest-name.js';
import type { Severity } from '../model/outcome.js';
import { type FilterCondition, hasHole, parseFilter } from '../model/parse-filter.js';
import { remember } from '../model/remember.js';
import { MOST_INDEX_BYTES, oversizeOf } from './filter-index-size.js';
import { refusesOperator, serverType } from './filter-operators.js';
import { type FilterProblem, findConditionProblem, malformed, quote } from './filter-problems.js';
import type { FilteredTable } from './filtered-tables.js';

/** What comes of a filter: taken, refused with the words of the server, or not known. */
export type FilterJudgement =
  | { readonly kind: 'accepted'; readonly conditions: readonly FilterCondition[] }
  | { readonly kind: 'refused'; readonly problem: RefusedFilter; readonly conditions: readonly FilterCondition[] }
  | { readonly kind: 'unknown'; readonly reason: string; readonly conditions: readonly FilterCondition[] };

export interface RefusedFilter {
  /** What the filter does, in the words of a message: it is, it names, it uses. */
  readonly predicate: string;
  /** The server's own words. */
  readonly says: string;
  readonly hint: string;
  /** What comes of it, where that is not known to be the server's answer. */
  readonly detail?: string;
  /** The most it counts as, where not everyone is refused. */
  readonly severity?: Severity;
}

/** Judges filters as the trigger on realtime.subscription does, condition for condition, the first refusal first. */
export const judgeFilters = remember((catalog: Catalog): ((filtered: FilteredTable) => FilterJudgement) => {
  const answerOf = answersOf(catalog.filterValues);
  const judged = catalog.roles.filter(({ exists }) => exists).map(({ name }) => name);
  return remember(({ relation, filter, subscriptions }) => {
    const parsed = parseFilter(filter, false);
    if (!parsed.accepted) {
      return { kind: 'refused', problem: toRefused(malformed(filter, parsed.reason)), conditions: [] };
    }
    const { conditions } = parsed;
    let unknown: string | null = null;
    let forSome: RefusedFilter | null = null;
    const isDeclared = subscriptions.every(({ sdk }) => sdk === 'declared');
    for (const condition of conditions) {
      const answer = judgeCondition(relation, condition, { filter, isDeclared }, judged, answerOf);
      if (answer === null) continue;
      if (typeof answer === 'string') unknown ??= answer;
      else if (answer.severity === undefined) return { kind: 'refused', problem: answer, conditions };
      else forSome ??= answer;
    }
    const oversize = hasHole(filter) ? null : findOversize(conditions, subscriptions);
    if (oversize !== null) return { kind: 'refused', problem: oversize, conditions };
    if (forSome !== null) return { kind: 'refused', problem: forSome, conditions };
    return unknown === null ? { kind: 'accepted', conditions } : { kind: 'unknown', reason: unknown, conditions };
  });
});

/** A filter as it stands, and whether the project declares it rather than its source. */
interface Written {
  readonly filter: string;
  readonly isDeclared: boolean;
}

/** A problem, or why there is no telling; null when the server takes the condition. */
function judgeCondition(
  relation: Relation,
  condition: FilterCondition,
  written: Written,
  roles: readonly string[],
  answerOf: (relation: RelationName, condition: FilterCondition) => FilterAnswer | null,
): RefusedFilter | string | null {
  if (relation.columns === null) return `the columns of ${displayName(relation)} were not read`;
  const column = relation.columns.find(({ name }) => name === condition.column);
  if (column === undefined) {
    return relation.confidence === 'assumed'
      ? unseenColumn(condition.column)
      : absentColumn(condition.column, relation.columns);
  }
  const unreadable = findUnreadable(column, relation, roles);
  if (unreadable !== null && unreadable.severity === undefined) return unreadable;
  return findTypeProblem(column, condition, written, answerOf(relation, condition)) ?? unreadable;
}

/** Of a table that is stood in for, only what the migrations add to it is known. */
function unseenColumn(name: string): RefusedFilter {
  return {
    predicate: `is on column ${displayIdentifier(name)}, which no replayed statement adds`,
    says: `invalid column for filter ${displayText(name)}`,
    detail: 'whether the server takes the filter is not known: no migration creates the table',
    hint: 'Create the table in a migration, or check a database with database-url.',
  };
}

function absentColumn(name: string, columns: readonly Column[]): RefusedFilter {
  const near = nearestName(
    name.replace(/^"(.*)"$/s, '$1').trim(),
    columns.map((column) => column.name),
  );
  return {
    predicate: `is on column ${displayIdentifier(name)}, which does not exist`,
    says: `invalid column for filter ${displayText(name)}`,
    hint:
      near === null
        ? 'Name a column of the table, exactly as it is written there and without quotes.'
        : `Did you mean ${displayIdentifier(near)}? The server compares names exactly as they are written, quotes included.`,
  };
}

/** A role that may read nothing of the table is the business of another rule, unless nobody may read the column. */
function findUnreadable({ name }: Column, { rights }: Relation, roles: readonly string[]): RefusedFilter | null {
  const known = rights.filter(({ role }) => roles.includes(role));
  const lacking = known.filter(({ selectsAll, columns }) => !selectsAll && !columns.includes(name));
  if (lacking.length === 0) return null;
  const isEveryone = lacking.length === known.length;
  const told = isEveryone ? lacking : lacking.filter(({ columns }) => columns.length > 0);
  if (told.length === 0) return null;
  const who = told.map(({ role }) => displayIdentifier(role)).join(' and ');
  return {
    predicate: `is on column ${displayIdentifier(name)}, which ${who} may not select`,
    says: `invalid column for filter ${displayText(name)}`,
    hint: 'Grant SELECT on the column to the roles that subscribe, or filter by a column that they may read.',
    ...(isEveryone ? {} : { severity: 'warning' as const }),
  };
}

function findTypeProblem(
  column: Column,
  condition: FilterCondition,
  { filter, isDeclared }: Written,
  answer: FilterAnswer | null,
): RefusedFilter | string | null {
  const { operator, value } = condition;
  const type = serverType(column);
  const on = `${displayIdentifier(column.name)}, which is ${displayText(type)}`;
  const common = findConditionProblem(condition, filter);
  if (common !== null) return toRefused(common);
  if (operator === 'is') {
    const word = sentValue(condition);
    return hasHole(word) || word === 'null' || type === 'boolean'
      ? null
      : {
          predicate: `uses is.${word} on column ${on}`,
          says: `is ${word} filter requires a boolean column, got ${displayText(type)}`,
          hint: 'Compare with a value by eq; only null goes with is on a column that is not boolean.',
        };
  }
  const isRefused = refusesOperator(column, operator);
  // Of a type that is not known here the database tells, unless the value is not known either.
  const isToldSo =
    isRefused === null && answer?.kind === 'refused' && answer.says.startsWith(`operator ${operator} requires`);
  if (isRefused === true || isToldSo) {
    return {
      predicate: `uses ${operator} on column ${on}`,
      says: `operator ${operator} requires a text-compatible column type, got ${displayText(type)}`,
      hint: 'Filter by eq, or make the column text; a pattern works on text and citext alone, like and ilike on character(n) too.',
    };
  }
  // A {} is an empty JSON object where the project wrote it itself for such a column.
  const isOpen = hasHole(value) && !(isDeclared && (type === 'json' || type === 'jsonb'));
  if (isOpen || (isUncast(column) && operator !== 'in')) return null;
  return findValueProblem(on, condition, answer);
}

/** A value of bytea is cast only when a row is compared with it. Source: supabase/realtime, function realtime.cast. */
export function isUncast({ baseType, isDomain }: Column): boolean {
  return baseType === 'bytea' && !isDomain;
}

function toRefused({ what, says, hint }: FilterProblem): RefusedFilter {
  return { predicate: `is ${what}`, says, hint };
}

function findValueProblem(
  on: string,
  { operator, value }: FilterCondition,
  answer: FilterAnswer | null,
): RefusedFilter | string | null {
  if (answer === null) return 'the database was not asked whether the value of the filter fits its column';
  if (answer.kind === 'unknown') {
    return `whether the value of the filter fits its column is not known: ${displayText(answer.reason)}`;
  }
  if (answer.kind === 'accepted') return null;
  const isPattern = operator === 'match' || operator === 'imatch';
  return {
    predicate: isPattern
      ? `has a regular expression that is none: ${quote(value)}`
      : `compares column ${on}, with ${quote(value)}`,
    says: isPattern
      ? `invalid regular expression for ${operator} filter: ${displayText(answer.says)}`
      : displayText(answer.says),
    hint: isPattern ? 'Correct the regular expression.' : 'Correct the value, or subscribe only once it is there.',
  };
}

/** The event is in the same entry of the index, so the longest counts. */
function findOversize(
  conditions: readonly FilterCondition[],
  subscriptions: FilteredTable['subscriptions'],
): RefusedFilter | null {
  const [longest = '*'] = subscriptions.map(({ event }) => event).sort((one, other) => other.length - one.length);
  const size = oversizeOf(conditions, longest);
  if (size === null) return null;
  return {
    predicate: `is too long: ${size} bytes in an index that takes ${MOST_INDEX_BYTES}`,
    says: `index row size ${size} exceeds btree version 4 maximum ${MOST_INDEX_BYTES} for index "subscription_subscription_id_entity_filters_action_filter_selec"`,
    hint: 'Ask for fewer values, 69 uuids at most, or for all and leave out the others in the callback.',
  };
}
