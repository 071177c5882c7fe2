import { type Argument, readArguments } from './arguments.js';
import { argument } from './call-sites.js';
import { evaluate, fieldOf, fixed } from './evaluate.js';
import type { LexedFile, Span } from './lexed-file.js';
import type { Context, Field, Outcome, ReadTerm } from './outcome.js';
import { endOfExpression } from './statement-end.js';
import { condition, conjunction } from './terms.js';

const CONDITIONS = /^(eq|neq|gt|gte|lt|lte|isIn|like|ilike|match|imatch|exact|isDistinct)$/;

/** What the block of postgresChangeFlow sets its table to, once for each time that it does. */
export function readFlowTable(file: LexedFile, lambda: number): Field {
  const values = assignments(file, lambda, 'table').map((span) => fieldOf(file, span));
  return values.length === 0 ? fixed(null) : (context) => values.flatMap((value) => value(context));
}

/**
 * The filter in a block: `filter("room_id", FilterOperator.EQ, id)`, `filter { eq("room_id", id) }`,
 * `filter(FilterOperation(...))`, `filter = "room_id=eq.1"`; or that of an argument.
 */
export function readFlowFilter(file: LexedFile, lambda: number, given?: Span): Field {
  if (given !== undefined) return fieldOf(file, given, OPERATION);
  const [assigned] = assignments(file, lambda, 'filter');
  if (assigned !== undefined) return fieldOf(file, assigned);
  for (let token = lambda + 1; token < file.partner(lambda); token += 1) {
    if (file.word(token) !== 'filter') continue;
    if (file.is(token + 1, '{')) return (context) => conditionsIn(context, file, token + 1);
    if (file.is(token + 1, '(')) return (context) => operation(context, file, readArguments(file, token + 1));
  }
  return fixed(null);
}

/** What a name is set to in a block: `table = x`, `this.table = x`. @param lambda its brace, -1 for all of a file */
export function assignments(file: LexedFile, lambda: number, name: string): readonly Span[] {
  const spans: Span[] = [];
  for (let token = lambda + 1; token < file.partner(lambda); token += 1) {
    if (file.word(token) !== name || !file.is(token + 1, '=') || file.is(token + 1, '==')) continue;
    const isOthers = file.is(token - 1, '.') && file.word(token - 2) !== 'this';
    const isDeclared = /^(val|var)$/.test(file.word(token - 1)) || !file.is(file.enclosing(token), '{');
    if (!isOthers && !isDeclared) spans.push({ from: token + 2, to: endOfExpression(file, token + 2) });
  }
  return spans;
}

function conditionsIn(context: Context, file: LexedFile, block: number): readonly Outcome[] {
  const conditions: (readonly Outcome[])[] = [];
  for (let token = block + 1; token < file.partner(block); token += 1) {
    if (!CONDITIONS.test(file.word(token)) || !file.is(token + 1, '(')) continue;
    const [column, value] = readArguments(file, token + 1);
    conditions.push(condition(context, file, column ?? null, toOperator(file.word(token)), value ?? null));
  }
  return conditions.length === 0 ? [{ kind: 'text', text: '{}', isWhole: false }] : conjunction(conditions);
}

const OPERATION: ReadTerm = (context, file, { from, to }) =>
  file.word(from) === 'FilterOperation' && file.is(from + 1, '(') && file.partner(from + 1) === to - 1
    ? operation(context, file, readArguments(file, from + 1))
    : null;

function operation(context: Context, file: LexedFile, given: readonly Argument[]): readonly Outcome[] {
  const [only] = given;
  if (given.length === 1 && only !== undefined) return evaluate(context, file, only, OPERATION);
  const operator = argument(given, 'operator', 1);
  const name = operator === null ? '{}' : toOperator(file.word(operator.to - 1));
  return condition(context, file, argument(given, 'column', 0), name, argument(given, 'value', 2));
}

function toOperator(name: string): string {
  if (name === 'isIn') return 'in';
  return name === 'exact' ? 'is' : name.toLowerCase();
}
