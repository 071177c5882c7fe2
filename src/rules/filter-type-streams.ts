import type { Column } from '../model/column.js';
import { answersOf, type FilterAnswer } from '../model/filter-value.js';
import { displayIdentifier, displayName, displayText } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import type { FilterCondition } from '../model/parse-filter.js';
import { comparesWrong, raisesAtRow, serverType } from './filter-operators.js';
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
      for (const condition of judgement.conditions) {
        const column = relation.columns?.find(({ name }) => name === condition.column);
        if (column === undefined) continue;
        const says = whyItRaises(column, condition, answerOf(relation, condition));
        if (says !== null) return [toViolation(table, column, condition, raising(says))];
        if (comparesWrong(column, condition.operator)) {
          const isByChance = ['lt', 'lte', 'gt', 'gte'].includes(condition.operator);
          return [toViolation(table, column, condition, { ...WRONG, isByChance })];
        }
        if (['json', 'jsonb'].includes(column.baseType)) return [toViolation(table, column, condition, SOME)];
      }
      return [];
    });
    const unread = tables.find(({ relation }) => relation.columns === null);
    if (found.length === 0 && unread !== undefined) {
      return { status: 'unknown', reason: `the columns of ${displayName(unread.relation)} were not read` };
    }
    return { status: 'checked', subjects: tables.length, found: numberSubjects(found) };
  },
} satisfies Rule;

/** By the type and the operator alone, which the database knows of every type, or by a value that the server takes unread. */
function whyItRaises(column: Column, { operator }: FilterCondition, answer: FilterAnswer | null): string | null {
  const says = raisesAtRow(column, operator) ?? (answer?.kind === 'accepted' ? answer.raises : null) ?? null;
  if (says !== null) return says;
  return isUncast(column) && operator !== 'is' && answer?.kind === 'refused' ? answer.says : null;
}

/** What comes of a comparison, as the end of the message and as the detail. */
interface Outcome {
  readonly what: string;
  readonly detail: string;
  /** Whether it depends on the value: some come out right all the same. */
  readonly isByChance?: boolean;
}

function raising(says: string): Outcome {
  return {
    what: 'is an error at every row',
    detail: `the server accepts it, and each change of the table then raises "${displayText(says)}": the changes read with it are lost, of every table and for every subscriber of the project`,
  };
}

const WRONG: Outcome = {
  what: 'compares it with something else',
  detail:
    'the stream carries the value as bare hexadecimal digits, and the server takes those for the bytes: eq, in and gte lose what they should let through, neq, lt and isdistinct let through what they should not',
};

/** A value goes to the comparison as the text in it: of a JSON string that is its characters, without the quotes. */
const SOME: Outcome = {
  what: 'is an error at each row that holds a JSON string',
  detail:
    'the server compares the text "a" of a row as a, which is no JSON: such a change raises "invalid input syntax for type json", and the changes read with it are lost, of every table and for every subscriber of the project; objects, lists and numbers are compared',
  isByChance: true,
};

function toViolation(
  table: FilteredTable,
  column: Column,
  { operator }: FilterCondition,
  { what: ending, detail, isByChance = false }: Outcome,
): Violation {
  const { relation, filter, subscriptions } = table;
  const shown = filter.length > 80 ? `${filter.slice(0, 80)}...` : filter;
  const name = displayName(relation);
  const what = `${displayIdentifier(column.name)}, which is ${displayText(serverType(column))}`;
  return {
    subject: `${name} where ${displayText(shown)}`,
    message: `the filter of ${name} uses ${operator} on column ${what}, and ${ending}`,
    detail,
    hint: 'Leave out the filter and choose in the callback, or filter by a column of a plain type.',
    fix: [],
    ...askedAt(subscriptions),
    confidence: relation.confidence,
    ...(isByChance ? { severity: 'warning' } : {}),
  };
}
