import type { Column } from '../model/column.js';
import type { Relation } from '../model/facts.js';
import { answersOf, type FilterAnswer } from '../model/filter-value.js';
import { displayIdentifier, displayName, displayText, type RelationName } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import type { FilterCondition } from '../model/parse-filter.js';
import { type Comparison, comparesOtherwise } from './compared-otherwise.js';
import { raisesAtRow, serverType } from './filter-operators.js';
import { shorten } from './filter-problems.js';
import { type FilteredTable, filteredTables, NO_FILTERED_TABLE } from './filtered-tables.js';
import { isUncast, judgeFilters } from './judge-filter.js';
import { numberSubjects } from './source-findings.js';
import { askedAt } from './subscribed-relations.js';

export default {
  title: 'Every filter that is accepted can be compared with a row',
  severity: 'error',
  check({ catalog, subscriptions }) {
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const judge = judgeFilters(catalog.value);
    const answerOf = answersOf(catalog.value.filterValues);
    // Of a partitioned table no row is ever sent, only of its partitions.
    const tables = filteredTables(catalog.value, subscriptions).filter(({ relation }) => relation.relkind === 'r');
    if (tables.length === 0) return NO_FILTERED_TABLE;
    const found = tables.flatMap((table) => {
      const { relation } = table;
      const judgement = judge(table);
      // One that everybody is refused is never compared with anything.
      if (judgement.kind === 'refused' && judgement.problem.severity === undefined) return [];
      const comparisons = judgement.conditions.flatMap((condition) => compare(relation, condition, answerOf));
      // What is wrong at every row is told before what is at some.
      const told = comparisons.find(({ comparison }) => comparison.isByChance !== true) ?? comparisons[0];
      return told === undefined ? [] : [toViolation(table, told)];
    });
    const unread = tables.find(({ relation }) => relation.columns === null);
    if (found.length === 0 && unread !== undefined) {
      return { status: 'unknown', reason: `the columns of ${displayName(unread.relation)} were not read` };
    }
    return { status: 'checked', subjects: tables.length, found: numberSubjects(found) };
  },
} satisfies Rule;

/** A condition that is not compared as it should be. */
interface Compared {
  readonly column: Column;
  readonly condition: FilterCondition;
  readonly comparison: Comparison;
}

function compare(
  relation: Relation,
  condition: FilterCondition,
  answerOf: (relation: RelationName, condition: FilterCondition) => FilterAnswer | null,
): readonly Compared[] {
  const column = relation.columns?.find(({ name }) => name === condition.column);
  if (column === undefined) return [];
  const says = whyItRaises(column, condition, answerOf(relation, condition));
  const comparison = says === null ? comparesOtherwise(column, condition) : raising(says);
  return comparison === null ? [] : [{ column, condition, comparison }];
}

/** By the type and the operator alone, which the database knows of every type, or by a value that the server takes unread. */
function whyItRaises(column: Column, { operator }: FilterCondition, answer: FilterAnswer | null): string | null {
  const says = raisesAtRow(column, operator) ?? (answer?.kind === 'accepted' ? answer.raises : null) ?? null;
  if (says !== null) return says;
  return isUncast(column) && operator !== 'is' && answer?.kind === 'refused' ? answer.says : null;
}

function raising(says: string): Comparison {
  return {
    what: 'is an error at every row',
    detail: `the server accepts it, and each change of the table then raises "${displayText(says)}": the changes read with it are lost, of every table and for every subscriber of the project`,
  };
}

function toViolation(table: FilteredTable, { column, condition, comparison }: Compared): Violation {
  const { operator } = condition;
  const { what: ending, detail, isByChance = false } = comparison;
  const { relation, filter, subscriptions } = table;
  const name = displayName(relation);
  const what = `${displayIdentifier(column.name)}, which is ${displayText(serverType(column))}`;
  return {
    subject: `${name} where ${shorten(filter)}`,
    message: `the filter of ${name} uses ${operator} on column ${what}, and ${ending}`,
    detail,
    hint: 'Leave out the filter and choose in the callback, or filter by a column of a plain type.',
    fix: [],
    ...askedAt(subscriptions),
    confidence: relation.confidence,
    ...(isByChance ? { severity: 'warning' } : {}),
  };
}
