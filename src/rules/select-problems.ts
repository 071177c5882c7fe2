import type { Binding, ParameterValue } from '../model/source.js';
import { type ParameterProblem, REFUSED, SEND_ANYTHING } from './parameter-problem.js';
import { canBe, isMissing, isText, nameBinding, verbFor } from './parameter-values.js';

const SELECT_IS_A_LIST =
  'Error parsing `select` params: expected a list of column name strings, e.g. select: ["col1", "col2"]';
const SELECT_NEEDS_A_TABLE =
  'Column selection is not supported for wildcard subscriptions. Provide an explicit schema and table name.';

export function findSelectProblems(binding: Binding): readonly ParameterProblem[] {
  const of = nameBinding(binding);
  const { schema, table, select, sdk } = binding;
  const problem = (message: string, says: string, hint: string): ParameterProblem => ({
    parameter: 'select',
    of,
    message,
    detail: `${REFUSED}: ${says}`,
    hint,
  });
  if (SEND_ANYTHING.includes(sdk) && canBe(select, 'text')) {
    const verb = verbFor(select, isText);
    return [problem(`the select of ${of} ${verb} one text`, SELECT_IS_A_LIST, "Give a list: select: ['id', 'body'].")];
  }
  const isEvery = (values: readonly ParameterValue[]): boolean => values.length > 0 && values.every(isWildcard);
  const isNoTable = isEvery(table) || (table.length > 0 && table.every(isMissing));
  if (!canBe(select, 'array') || !(isEvery(schema) || isNoTable)) return [];
  return [
    problem('columns are selected of every table', SELECT_NEEDS_A_TABLE, 'Name schema and table, or leave select out.'),
  ];
}

function isWildcard(value: ParameterValue): boolean {
  return value.kind === 'text' && value.isWhole && value.text === '*';
}
