import { expect, test } from '@jest/globals';
import { answersOf, type FilterValue } from '../../src/model/filter-value.js';
import type { FilterCondition } from '../../src/model/parse-filter.js';

const relation = { schema: 'public', name: 'rooms' };
const condition = (column: string, value: string): FilterCondition => ({
  column,
  operator: 'eq',
  isNegated: false,
  value,
});
const asked = (column: string, value: string | null, says: string): FilterValue => ({
  relation,
  column,
  operator: 'eq',
  value,
  answer: { kind: 'refused', says },
});

test('an empty value and one that is put in at run time are two', () => {
  const answerOf = answersOf([asked('id', '', 'empty'), asked('id', null, 'open')]);
  expect(answerOf(relation, condition('id', ''))).toEqual({ kind: 'refused', says: 'empty' });
  expect(answerOf(relation, condition('id', '{}'))).toEqual({ kind: 'refused', says: 'open' });
  expect(answerOf(relation, condition('id', 'x'))).toBeNull();
});

test('what a name ends with begins no value', () => {
  const answerOf = answersOf([asked('id', '1x', 'id')]);
  expect(answerOf(relation, condition('id1', 'x'))).toBeNull();
  expect(answerOf({ schema: 'publicr', name: 'ooms' }, condition('id', '1x'))).toBeNull();
  expect(answerOf(relation, condition('id', '1x'))).toEqual({ kind: 'refused', says: 'id' });
});
