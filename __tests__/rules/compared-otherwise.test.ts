import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Column } from '../../src/model/column.js';
import { listedValues } from '../../src/model/parse-filter.js';
import rule from '../../src/rules/filter-type-streams.js';
import { column, facts, found, subscription, table } from '../support/builders.js';

/** The rows, as they were written, that were lost, let through wrongly, or that raised an error. */
type Measured = readonly [
  type: string,
  filter: string,
  lost: readonly (string | null)[],
  let_through: readonly (string | null)[],
  raising: readonly (string | null)[],
];

const { rows } = JSON.parse(readFileSync('__tests__/fixtures/engine/compared.json', 'utf8')) as {
  rows: readonly Measured[];
};

const COLUMNS: Readonly<Record<string, Column>> = {
  'char(10)': column('c', 'character(10)', { baseType: 'bpchar', category: 'S' }),
  'char(1)': column('c', 'character(1)', { baseType: 'bpchar', category: 'S' }),
  'domain over char(3)': column('c', 'code', { baseType: 'bpchar', category: 'S', isDomain: true }),
  'bit(3)': column('c', 'bit(3)', { baseType: 'bit', category: 'V' }),
  'bit(1)': column('c', 'bit(1)', { baseType: 'bit', category: 'V' }),
  varbit: column('c', 'bit varying', { baseType: 'varbit', category: 'V' }),
  float8: column('c', 'double precision', { baseType: 'float8', category: 'N' }),
  bytea: column('c', 'bytea'),
  'domain over bytea': column('c', 'digest', { baseType: 'bytea', category: 'U', isDomain: true }),
  jsonb: column('c', 'jsonb'),
};

/** Whether a row may hold what is no number is no fact of the catalogue. */
function isBeyondFacts(type: string, filter: string, wrong: readonly (string | null)[]): boolean {
  const isNoNumber = (text: string | null): boolean => /nan|inf/i.test(text ?? '');
  return type === 'float8' && !isNoNumber(filter) && wrong.every(isNoNumber);
}

describe('what was measured of each row is told, and no error is found where every row comes out right', () => {
  test('there is much of it', () => {
    expect(rows.length).toBeGreaterThan(400);
  });

  test.each(rows)('%s %s', (type, filter, lost, letThrough, raising) => {
    const columns = [COLUMNS[type] ?? column('c', type)];
    const asks = subscription('public.t', { filter: `c=${filter}` });
    const told = found(rule, facts([table('public.t', { columns })], [asks]));
    const wrong = [...lost, ...letThrough, ...raising];
    if (wrong.length > 0 && !isBeyondFacts(type, filter, wrong)) expect(told).toHaveLength(1);
    if (told.some(({ severity }) => severity === undefined)) expect(wrong).not.toEqual([]);
  });
});

test.each([
  ['()', []],
  ['( )', []],
  ['(1,2)', ['1', '2']],
  ['(1, "a,b" )', ['1', 'a,b']],
  ['("a\\"b",c\\,d)', ['a"b', 'c,d']],
  ['("")', ['']],
  ['(1,,2)', ['1', '', '2']],
])('the values of a list: %s', (list, values) => {
  expect(listedValues(list)).toEqual(values);
});
