import type { Column } from '../model/column.js';
import type { Relation } from '../model/facts.js';
import { type FilterCondition, parseFilter } from '../model/parse-filter.js';
import type { Subscription } from '../model/subscription.js';

/** A condition that a value kept out of line could meet. */
export interface LongMatch {
  readonly column: Column;
  /** The type is one for documents rather than names: its values are long more often than not. */
  readonly isLongByType: boolean;
}

/** PostgreSQL moves values out of a row only where that is longer than this. */
const TOAST_TUPLE_TARGET = 2000;

/** Characters are up to four bytes, but it takes other long columns beside to move so short a text out. */
const LONGEST_SHORT_VARCHAR = 500;

/** The conditions of a subscription's filter that a value kept out of line could meet; what cannot be read is left out. */
export function longMatches(relation: Relation, { filter }: Subscription): readonly LongMatch[] {
  const parsed = filter === null ? null : parseFilter(filter, false);
  if (filter === null || parsed === null || !parsed.accepted || staysShort(relation)) return [];
  return parsed.conditions.flatMap((condition) => {
    const column = relation.columns?.find(({ name }) => name === condition.column);
    if (column === undefined || !column.isToastable || !mayBeLong(column)) return [];
    return meetsLongValues(condition, filter) ? [{ column, isLongByType: DOCUMENTS.includes(column.baseType) }] : [];
  });
}

const TEXTS: readonly string[] = ['text', 'citext', 'varchar', 'bpchar'];
const DOCUMENTS: readonly string[] = ['jsonb', 'json', 'xml', 'bytea', 'hstore', 'tsvector'];

/** By its type. Numbers, ranges and the like are toastable on paper; nobody has one of two thousand bytes. */
function mayBeLong({ baseType, type, category }: Column): boolean {
  if (DOCUMENTS.includes(baseType) || category === 'A') return true;
  const limit = /\((\d+)\)$/.exec(type)?.[1];
  return TEXTS.includes(baseType) && (limit === undefined || Number(limit) > LONGEST_SHORT_VARCHAR);
}

/**
 * A value that equals a short one is short. So `room_id=eq.1` loses nothing on a text column, and neither does a piece that
 * is put in at run time: the server keeps filters in an index, which takes none of more than 2,704 bytes.
 */
function meetsLongValues({ column, operator, value }: FilterCondition, filter: string): boolean {
  const isNegated = filter.includes(`${column}=not.${operator}.`);
  if (operator === 'eq' || operator === 'in') return isNegated || value.length > TOAST_TUPLE_TARGET;
  if (operator === 'is') return isNegated || value.toLowerCase() !== 'null';
  if (operator === 'isdistinct') return !isNegated || value.length > TOAST_TUPLE_TARGET;
  return true;
}

/** A table in use that has moved nothing out of line, where its texts are as long as they get. */
function staysShort({ statistics }: Relation): boolean {
  return statistics !== null && statistics.rows >= ENOUGH_ROWS && statistics.toastBytes <= EMPTY_TOAST;
}

const ENOUGH_ROWS = 1000;
/** The index of an empty TOAST table has a page. */
const EMPTY_TOAST = 8192;
