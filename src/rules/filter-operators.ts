import type { Column } from '../model/column.js';
import type { FilterOperator } from '../model/parse-filter.js';

/** Types that the server takes like and ilike for: the left side of an operator ~~ of exactly that type. */
const TAKE_LIKE: readonly string[] = ['text', 'citext', 'bpchar', 'name', 'bytea'];
/** Types with an operator ~ that takes their own type on both sides. */
const TAKE_MATCH: readonly string[] = ['text', 'citext'];

/** pg_type.typcategory of types that have neither: array, boolean, composite, date, enum, geometric, network, number ... */
const NO_PATTERNS = 'ABCDEGINRTVX';
/** Those of the other categories that are known; a type of an extension may bring operators of its own. */
const KNOWN_WITHOUT: readonly string[] = [
  'bytea',
  'bpchar',
  'hstore',
  'json',
  'jsonb',
  'jsonpath',
  'macaddr',
  'macaddr8',
  'name',
  'pg_lsn',
  'tsquery',
  'tsvector',
  'uuid',
  'varchar',
  'vector',
  'xml',
];

/** Whether the server refuses the operator for the column, whatever the value; null where that is not known. */
export function refusesOperator({ baseType, category, isDomain }: Column, operator: FilterOperator): boolean | null {
  const taking = operator === 'like' || operator === 'ilike' ? TAKE_LIKE : TAKE_MATCH;
  if (!['like', 'ilike', 'match', 'imatch'].includes(operator)) return false;
  // A domain is no type of any operator, and the server does not look behind it.
  if (isDomain) return true;
  if (taking.includes(baseType)) return false;
  return NO_PATTERNS.includes(category) || KNOWN_WITHOUT.includes(baseType) ? true : null;
}

/** What a type does when its rows are compared. */
interface Lacking {
  /** The SQL operators it has none of. */
  readonly without: readonly string[];
}

const EVERY = ['=', '<>', '<', '<=', '>', '>='] as const;

/** Types that the server accepts a filter on and that PostgreSQL then has no operator for. */
const LACKING: Readonly<Record<string, Lacking>> = {
  json: { without: EVERY },
  jsonpath: { without: EVERY },
  xml: { without: EVERY },
  polygon: { without: EVERY },
  pg_snapshot: { without: EVERY },
  txid_snapshot: { without: EVERY },
  point: { without: EVERY.filter((symbol) => symbol !== '<>') },
  line: { without: EVERY.filter((symbol) => symbol !== '=') },
  box: { without: ['<>'] },
  path: { without: ['<>'] },
  xid: { without: ['<', '<=', '>', '>='] },
  bytea: { without: ['~~*'] },
};

/** As realtime.check_equality_op writes them; `is distinct from` is decided by =. */
const SYMBOLS: Readonly<Record<FilterOperator, string | null>> = {
  eq: '=',
  neq: '<>',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  in: '=',
  isdistinct: '=',
  like: '~~',
  ilike: '~~*',
  match: '~',
  imatch: '~*',
  is: null,
};

/**
 * What PostgreSQL says when the server compares a row of the table with the filter; null when it compares. The server
 * takes each value of a row as JSON and casts its text back, which an array, a composite value and hstore do not
 * survive, not even for `is.null`. Measured for every type and operator of __tests__/fixtures/engine.
 */
export function raisesAtRow({ baseType, category }: Column, operator: FilterOperator): string | null {
  if (category === 'A') return 'malformed array literal';
  if (category === 'C') return 'malformed record literal';
  if (baseType === 'hstore') return 'Syntax error near """';
  const symbol = SYMBOLS[operator];
  if (symbol === null || LACKING[baseType]?.without.includes(symbol) !== true) return null;
  return `operator does not exist: ${baseType} ${symbol} ${baseType}`;
}

/** The type as the server names it: without the modifier. */
export function serverType({ type }: Column): string {
  return type.includes('"') ? type : type.replace(/\(.*?\)/, '');
}
