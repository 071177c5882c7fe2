import type { RelationName } from './names.js';
import { type FilterCondition, type FilterOperator, hasHole, parseFilter } from './parse-filter.js';
import { remember } from './remember.js';
import { isWildcard, type Subscription } from './subscription.js';

/** One value that a filter compares a column with, and what the database says of it. */
export interface FilterValue extends AskedValue {
  readonly answer: FilterAnswer;
}

/**
 * `raises` is what the database says once a row is compared with a value that it takes; `refused` has its own words;
 * `unknown` why it could not be asked.
 */
export type FilterAnswer =
  | { readonly kind: 'accepted'; readonly raises?: string }
  | { readonly kind: 'refused'; readonly says: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** A value as the server hands it to the database. */
export interface AskedValue {
  readonly relation: RelationName;
  readonly column: string;
  readonly operator: FilterOperator;
  /** The list of an `in` in braces, any other without the quotes around it; null where it is put in at run time. */
  readonly value: string | null;
}

/** What the server makes of a value before the database sees it: `(1,2)` becomes `{1,2}`, `"a,b"` becomes `a,b`. */
export function sentValue({ operator, value }: FilterCondition): string {
  if (operator === 'in') return `{${value.slice(1, -1)}}`;
  const quoted = /^"((?:[^"\\]|\\[\s\S])*)"$/.exec(value)?.[1];
  return quoted === undefined ? value : quoted.replace(/\\([\s\S])/g, '$1');
}

/**
 * The values of the filters, each once, but for those of `is`, which are words. One that is put in at run time is null. A
 * `{}` that the project itself declares may be one of JSON, so it is taken as it stands.
 */
export function askedValues(subscriptions: readonly Subscription[]): readonly AskedValue[] {
  const asked = new Map<string, AskedValue>();
  for (const subscription of subscriptions) {
    const { schema, table, filter, sdk } = subscription;
    if (filter === null || isWildcard(subscription)) continue;
    const parsed = parseFilter(filter, false);
    if (!parsed.accepted) continue;
    for (const condition of parsed.conditions) {
      if (condition.operator === 'is') continue;
      const isOpen = hasHole(condition.value) && sdk !== 'declared';
      const value = toAsked({ schema, name: table }, condition, isOpen);
      asked.set(askedKey(value), value);
    }
  }
  return [...asked.values()];
}

/** Looks up what the database says of a condition's value; null when it was not asked. Several rules ask. */
export const answersOf = remember(
  (values: readonly FilterValue[]): ((relation: RelationName, condition: FilterCondition) => FilterAnswer | null) => {
    const answers = new Map(values.map((value) => [askedKey(value), value.answer]));
    const answerTo = (value: AskedValue): FilterAnswer | null => answers.get(askedKey(value)) ?? null;
    return (relation, condition) =>
      answerTo(toAsked(relation, condition, false)) ??
      (hasHole(condition.value) ? answerTo(toAsked(relation, condition, true)) : null);
  },
);

function toAsked({ schema, name }: RelationName, condition: FilterCondition, isOpen: boolean): AskedValue {
  const { column, operator } = condition;
  return { relation: { schema, name }, column, operator, value: isOpen ? null : sentValue(condition) };
}

/** With the lengths, no two values have one key, whatever is in their names. */
function askedKey({ relation: { schema, name }, column, operator, value }: AskedValue): string {
  const lengths = `${schema.length} ${name.length} ${column.length}`;
  return `${lengths} ${operator}${value === null ? '?' : '='}${schema}${name}${column}${value ?? ''}`;
}
