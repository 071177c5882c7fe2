/** One condition of a filter, as the server reads it; the conditions of a filter are joined with AND. */
export interface FilterCondition {
  /** As written, spaces included: the server looks for a column of exactly that name. */
  readonly column: string;
  readonly operator: FilterOperator;
  /** `not.` stands before the operator. */
  readonly isNegated: boolean;
  /** As written, quotes included; with `{}` for what is put in at run time. */
  readonly value: string;
}

/** What the server makes of a filter: the conditions that can be read for certain, or its own words of refusal. */
export type ParsedFilter =
  | { readonly accepted: true; readonly conditions: readonly FilterCondition[] }
  | { readonly accepted: false; readonly reason: string };

const OPERATORS = [
  'eq',
  'neq',
  'lt',
  'lte',
  'gt',
  'gte',
  'in',
  'like',
  'ilike',
  'is',
  'match',
  'imatch',
  'isdistinct',
] as const;

export type FilterOperator = (typeof OPERATORS)[number];

/** A piece that is put in at run time. */
const HOLE = '{}';

/** How PostgREST has conditions: `id.eq.1`, `or(...)`. */
const POSTGREST = new RegExp(`^(?:\\w+\\.(?:not\\.)?(?:${OPERATORS.join('|')})\\.|(?:not\\.)?(?:or|and)\\()`);

/** Whether some of a text is put in at run time. */
export function hasHole(text: string): boolean {
  return text.includes(HOLE);
}

/**
 * Reads a filter as the server does (supabase/realtime, lib/extensions/postgres_cdc_rls/subscriptions.ex,
 * parse_filters), in linear time. With `isWhole` false each `{}` is a piece that is not known. In place of a value, or
 * within one, it is taken for a value: one that opens a quote or a parenthesis is not thought of. Anywhere else it may be
 * anything, and the reading ends there, with nothing said of what follows.
 */
export function parseFilter(text: string, isWhole: boolean): ParsedFilter {
  const conditions: FilterCondition[] = [];
  if (text.trim() === '') return { accepted: true, conditions };
  for (const segment of splitAtCommas(text.trim())) {
    const read = readSegment(segment.trim(), isWhole);
    if (read === 'unknown') break;
    if ('reason' in read) return { accepted: false, reason: `Error parsing \`filter\` params: ${read.reason}` };
    conditions.push(read);
  }
  return { accepted: true, conditions };
}

/** How many values the list of an `in` has: `(1,"a,b")` has two. */
export function countListed(value: string): number {
  const list = value.slice(1, -1);
  const commas = list.replace(/"(?:[^"\\]|\\[\s\S])*(?:"|$)/g, '').split(',').length;
  return list === '' ? 0 : commas;
}

/** The values of the list of an `in`, as an array of PostgreSQL reads them: `(1, "a,b")` has `1` and `a,b`. */
export function listedValues(value: string): readonly string[] {
  const list = value.slice(1, -1);
  if (list.trim() === '') return [];
  const pieces = list.match(/(?:"(?:[^"\\]|\\[\s\S])*(?:"|$)|\\[\s\S]|[^",\\])+|(?<=,|^)(?=,|$)/g) ?? [];
  return pieces.map((piece) => piece.trim().replace(/\\([\s\S])|"/g, '$1'));
}

const ENCLOSES = /["()]/;

/** At each comma that is in no quotes and no parentheses. A quote opens only where a value of a condition can begin. */
function splitAtCommas(text: string): readonly string[] {
  if (!ENCLOSES.test(text)) return text.split(',');
  const parts: string[] = [];
  let [start, depth, isQuoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (isQuoted) {
      if (character === '\\') at += 1;
      else if (character === '"') isQuoted = false;
    } else if (character === '"') isQuoted = at > start && '.(,'.includes(text.charAt(at - 1));
    else if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function readSegment(segment: string, isWhole: boolean): FilterCondition | { readonly reason: string } | 'unknown' {
  if (segment === '') return { reason: 'filter must not contain empty segments (check for extra commas)' };
  const isOpen = (part: string): boolean => !isWhole && hasHole(part);
  const [column, rest] = splitOnce(segment, '=');
  // A column that is not known can hold an = and a dot of its own; what begins as PostgREST spells it is no column either way.
  if (isOpen(column) && !POSTGREST.test(column)) return 'unknown';
  if (rest === null) return { reason: inspect([column]) };
  const isNegated = rest.startsWith('not.');
  const [operator, value] = splitOnce(isNegated ? rest.slice('not.'.length) : rest, '.');
  if (isOpen(operator)) return 'unknown';
  if (value === null) return { reason: inspect([operator]) };
  if (!isOperator(operator)) return { reason: inspect([operator, value]) };
  if (operator === 'in' && !isWrapped(value, isOpen)) {
    return { reason: '`in` filter value must be wrapped by parentheses' };
  }
  return { column, operator, isNegated, value };
}

/** A hole at either end may hold the parenthesis. */
function isWrapped(value: string, isOpen: (part: string) => boolean): boolean {
  const begins = value.startsWith('(') || (isOpen(value) && value.startsWith(HOLE));
  const ends = value.endsWith(')') || (isOpen(value) && value.endsWith(HOLE));
  return begins && ends && (value.length >= 2 || isOpen(value));
}

function splitOnce(text: string, separator: string): readonly [string, string | null] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + separator.length)];
}

function isOperator(text: string): text is FilterOperator {
  const operators: readonly string[] = OPERATORS;
  return operators.includes(text);
}

/** A list as the server shows it. */
function inspect(parts: readonly string[]): string {
  return `[${parts.map((part) => JSON.stringify(part)).join(', ')}]`;
}
