import type { Column } from '../model/column.js';
import { sentValue } from '../model/filter-value.js';
import { type FilterCondition, listedValues } from '../model/parse-filter.js';

/** What comes of a comparison that is none of what the filter says, as the end of a message and as its detail. */
export interface Comparison {
  readonly what: string;
  readonly detail: string;
  /** Whether it depends on the row: some come out right all the same. */
  readonly isByChance?: boolean;
}

/**
 * What the server compares in place of what the filter says: its stream and its casts lose something of some values on the
 * way. Null where it compares what it should. Measured with rows of every type that hold the value of the filter, another,
 * and none. Source: supabase/realtime, functions realtime.cast, apply_rls and check_equality_op; wal2json.
 */
export function comparesOtherwise(column: Column, condition: FilterCondition): Comparison | null {
  const { baseType, isDomain } = column;
  const { operator } = condition;
  if (baseType === 'json') return STRINGS;
  if (baseType === 'jsonb') return (operator === 'is' ? null : besideNull(condition, JSON_NULL)) ?? STRINGS;
  // A domain is cast with the length of its type, and written as it is.
  if (isDomain || operator === 'is') return null;
  if (baseType === 'bytea') return isEmptyBytes(condition) ? null : bare(operator);
  if (isCut(column)) return CUT;
  return ['float4', 'float8', 'numeric'].includes(baseType) ? besideNull(condition, NO_NUMBER) : null;
}

/** Whether the server keeps one character of each value: it casts to the type without its length, which is a length of 1. */
export function isCut({ baseType, isDomain, type }: Pick<Column, 'baseType' | 'isDomain' | 'type'>): boolean {
  return !isDomain && ((baseType === 'bpchar' && type !== 'character(1)') || (baseType === 'bit' && type !== 'bit(1)'));
}

const CUT: Comparison = {
  what: 'compares the first character alone',
  detail:
    'the server casts both sides to the type without its length, which is a length of 1: eq, in and the patterns let through every row with that first character, neq, lt, gt and isdistinct lose them',
  isByChance: true,
};

/** wal2json writes a bytea without its \\x, and what is left is read as a text of bytes. */
function bare(operator: FilterCondition['operator']): Comparison {
  return {
    what: 'compares it with something else',
    detail:
      'the stream carries the value as bare hexadecimal digits, and the server takes those for the bytes: eq, in and gte lose what they should let through, neq, lt and isdistinct let through what they should not',
    isByChance: ['lt', 'lte', 'gt', 'gte'].includes(operator),
  };
}

/** No bytes are no digits: what is compared with nothing comes out right. */
function isEmptyBytes(condition: FilterCondition): boolean {
  return condition.operator === 'in'
    ? listedValues(condition.value).every((value) => value === '')
    : ['', '\\x'].includes(sentValue(condition));
}

/** A value goes to the comparison as the text in it: of a JSON string that is its characters, without the quotes. */
const STRINGS: Comparison = {
  what: 'is an error at each row that holds a JSON string',
  detail:
    'the server compares the text "a" of a row as a, which is no JSON: such a change raises "invalid input syntax for type json", and the changes read with it are lost, of every table and for every subscriber of the project; objects, lists and numbers are compared',
  isByChance: true,
};

/** A value that the server has for NULL once it stands in a row. */
interface Nullified {
  readonly name: string;
  readonly is: (value: string) => boolean;
  /** Those that nothing of the type is beyond, which leaves of `gte` or `lte` the value itself. */
  readonly isGreatest: (value: string) => boolean;
  readonly isLeast: (value: string) => boolean;
}

const JSON_NULL: Nullified = {
  name: 'JSON null',
  is: (value) => /^\s*null\s*$/.test(value),
  isGreatest: () => false,
  isLeast: () => true,
};

/** Nothing else is above Infinity: NaN is, and that is no number either. */
const NO_NUMBER: Nullified = {
  name: 'NaN or Infinity',
  is: (value) => /^\s*(?:nan|[+-]?inf(?:inity)?)\s*$/i.test(value),
  isGreatest: (value) => !value.includes('-'),
  isLeast: (value) => value.includes('-'),
};

function besideNull(condition: FilterCondition, nullified: Nullified): Comparison | null {
  const { operator, isNegated } = condition;
  const values = operator === 'in' ? listedValues(condition.value) : [sentValue(condition)];
  if (!values.some(nullified.is)) return null;
  const value = values[0] ?? '';
  const is = `${isNegated ? 'not.' : ''}${operator}`;
  const never =
    ['eq', 'not.neq', 'not.isdistinct'].includes(is) ||
    (is === 'in' && values.every(nullified.is)) ||
    (['gte', 'not.lt'].includes(is) && nullified.isGreatest(value)) ||
    (['lte', 'not.gt'].includes(is) && nullified.isLeast(value));
  return {
    what: never ? 'matches no row' : `takes ${nullified.name} in a row for NULL`,
    detail: `the server takes ${nullified.name} in a row for NULL, which equals nothing: is.null and isdistinct let such a row through, and no other comparison does`,
    ...(never ? {} : { isByChance: true }),
  };
}
