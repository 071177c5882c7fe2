import { displayName } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import { isToldBySource, shorten } from './filter-problems.js';
import { type FilteredTable, filteredTables, NO_FILTERED_TABLE } from './filtered-tables.js';
import { judgeFilters, type RefusedFilter } from './judge-filter.js';
import { mentionsTable } from './mentions.js';
import { REFUSED } from './parameter-problem.js';
import { numberSubjects } from './source-findings.js';
import { askedAt } from './subscribed-relations.js';

export default {
  title: 'The database accepts the filter of every subscription',
  severity: 'error',
  check({ catalog, subscriptions, source, history }) {
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const isTold = isToldBySource(source);
    const judge = judgeFilters(catalog.value);
    const tables = filteredTables(catalog.value, subscriptions);
    if (tables.length === 0) return NO_FILTERED_TABLE;
    const judged = tables.flatMap((table) => {
      const untold = table.subscriptions.filter((subscription) => !isTold(subscription));
      return untold.length === 0 ? [] : [{ table: { ...table, subscriptions: untold }, judgement: judge(table) }];
    });
    const found = judged.flatMap(({ table, judgement }) => {
      if (judgement.kind !== 'refused') return [];
      const isSure = history === null || !mentionsTable(history.failed, table.relation);
      return [toViolation(table, judgement.problem, isSure)];
    });
    const [doubt] = judged.flatMap(({ judgement }) => (judgement.kind === 'unknown' ? judgement.reason : []));
    if (found.length === 0 && doubt !== undefined) return { status: 'unknown', reason: doubt };
    return { status: 'checked', subjects: tables.length, found: numberSubjects(found) };
  },
} satisfies Rule;

function toViolation(table: FilteredTable, problem: RefusedFilter, isSure: boolean): Violation {
  const { relation, filter, subscriptions } = table;
  const name = displayName(relation);
  return {
    subject: `${name} where ${shorten(filter)}`,
    message: `the filter of ${name} ${problem.predicate}`,
    detail: problem.detail ?? `${REFUSED}: ${problem.says}`,
    hint: problem.hint,
    fix: [],
    ...askedAt(subscriptions),
    ...(problem.severity === undefined ? {} : { severity: problem.severity }),
    confidence: isSure ? relation.confidence : 'assumed',
  };
}
