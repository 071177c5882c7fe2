import { type Argument, readArguments } from './lexed/arguments.js';
import { argument, type CallToken } from './lexed/call-sites.js';
import { decodeString } from './lexed/decode-string.js';
import { evaluate, fieldOf, optionOf } from './lexed/evaluate.js';
import { SWIFT } from './lexed/languages.js';
import type { LexedFile } from './lexed/lexed-file.js';
import { type Field, type Outcome, type ReadTerm, text } from './lexed/outcome.js';
import { type Asked, type Reader, saidBy } from './lexed/reader.js';
import { allOf, condition, eventTerm } from './lexed/terms.js';
import { toPath } from './lexed/trim.js';

const ACTIONS: Readonly<Record<string, string>> = {
  AnyAction: '*',
  InsertAction: 'INSERT',
  UpdateAction: 'UPDATE',
  DeleteAction: 'DELETE',
};
const OPERATORS = /^(eq|neq|gt|gte|lt|lte|in|like|ilike|match|imatch|is|isDistinct)$/;

/**
 * The subscriptions of a Swift file: `postgresChange(InsertAction.self, table:)` and `onPostgresChange` with a closure, and
 * `on("postgres_changes", filter: ChannelFilter(table:))` of the client before version 2, which is still there. Source:
 * supabase-swift, RealtimeChannelV2.swift, RealtimePostgresFilter.swift and Deprecated/RealtimeChannel.swift.
 */
export const SWIFT_READER: Reader = {
  language: SWIFT,
  sdk: 'supabase-swift',
  names: ['postgresChange', 'onPostgresChange', 'on'],
  toAsked,
};

function byChannelFilter(file: LexedFile, given: readonly Argument[]): Asked | null {
  const [type, filter] = [argument(given, '', 0), argument(given, 'filter')];
  const isOfRows = type !== null && file.isString(type.from) && decodeString(file, type.from)[0] === 'postgres_changes';
  if (!isOfRows || filter === null) return null;
  const field = (name: string, otherwise: string | null): Field => optionOf(file, filter, name, otherwise);
  return {
    schema: field('schema', null),
    table: field('table', null),
    event: field('event', '*'),
    filter: field('filter', null),
  };
}

function toAsked(file: LexedFile, { name }: CallToken, given: readonly Argument[]): Asked | null {
  if (name === 'on') return byChannelFilter(file, given);
  const action = argument(given, '', 0);
  if (action === null) return null;
  return {
    schema: saidBy(file, given, 'schema', 'public'),
    table: saidBy(file, given, 'table', null),
    event: fieldOf(file, action, EVENT),
    filter: saidBy(file, given, 'filter', null, undefined, FILTER),
  };
}

/** `InsertAction.self`, `Realtime.InsertAction.self`, `InsertAction`. */
const EVENT: ReadTerm = (context, file, span) => {
  const path = toPath(file, span);
  const event = ACTIONS[(path?.at(-1) === 'self' ? path.at(-2) : path?.at(-1)) ?? ''];
  return event === undefined ? OLD_EVENT(context, file, span) : [text(event)];
};

const OLD_EVENT = eventTerm(['PostgresChangeEvent'], {
  all: '*',
  insert: 'INSERT',
  update: 'UPDATE',
  delete: 'DELETE',
});

/** `.eq("room_id", value: id)`, `.in("id", values: [1, 2])`, `.not(.eq(...))`, `.and([...])`. */
const FILTER: ReadTerm = (context, file, { from, to }) => {
  let name = from;
  while (name < to && !file.is(name + 1, '(') && !file.isString(name)) name += 1;
  const open = name + 1;
  if (!file.isWord(name) || !file.is(name - 1, '.') || !file.is(open, '(') || file.partner(open) !== to - 1)
    return null;
  const given = readArguments(file, open);
  const [first] = given;
  if (first === undefined) return null;
  if (file.word(name) === 'not') return evaluate(context, file, first, FILTER).map(negate);
  if (file.word(name) === 'and') return allOf(context, file, first, FILTER);
  if (!OPERATORS.test(file.word(name))) return null;
  const value = argument(given, 'value') ?? argument(given, 'values') ?? argument(given, '', 1);
  return condition(context, file, first, file.word(name).toLowerCase(), value);
};

function negate(outcome: Outcome): Outcome {
  return outcome.kind === 'text' ? { ...outcome, text: outcome.text.replace('=', '=not.') } : outcome;
}
