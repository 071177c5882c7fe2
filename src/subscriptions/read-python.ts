import type { Argument } from './lexed/arguments.js';
import { argument, type CallToken } from './lexed/call-sites.js';
import { decodeString } from './lexed/decode-string.js';
import { optionOf } from './lexed/evaluate.js';
import { PYTHON } from './lexed/languages.js';
import type { LexedFile, Span } from './lexed/lexed-file.js';
import type { Field } from './lexed/outcome.js';
import { type Asked, type Reader, saidBy } from './lexed/reader.js';
import { eventTerm } from './lexed/terms.js';

const EVENT = eventTerm(['RealtimePostgresChangesListenEvent', 'PostgresChangesListenEvent'], {
  All: '*',
  Insert: 'INSERT',
  Update: 'UPDATE',
  Delete: 'DELETE',
});

/**
 * The subscriptions of a Python file: `channel.on_postgres_changes(event, callback, table, schema, filter)`, and
 * `channel.on("postgres_changes", ...)` with a dict or named arguments. Source: supabase-py, realtime/_async/channel.py.
 */
export const PYTHON_READER: Reader = {
  language: PYTHON,
  sdk: 'supabase-py',
  names: ['on_postgres_changes', 'on'],
  toAsked,
};

function toAsked(file: LexedFile, call: CallToken, given: readonly Argument[]): Asked | null {
  return call.name === 'on' ? byName(file, given) : byMethod(file, call, given);
}

function byMethod(file: LexedFile, { token }: CallToken, all: readonly Argument[]): Asked | null {
  // An application's own function may have that name.
  if (!file.is(token - 1, '.')) return null;
  const given = all.filter(({ from }) => !file.is(from, '*'));
  const spread = all.find(({ from }) => file.is(from, '**'));
  const options = spread && { from: spread.from + 2, to: spread.to };
  const field = (name: string, place: number, otherwise: string | null): Field => {
    const isGiven = options === undefined || argument(given, name, place) !== null;
    return isGiven
      ? saidBy(file, given, name, otherwise, place, EVENT)
      : optionOf(file, options, name, otherwise, EVENT);
  };
  return {
    event: field('event', 0, '*'),
    table: field('table', 2, null),
    schema: field('schema', 3, null),
    filter: field('filter', 4, null),
  };
}

function byName(file: LexedFile, given: readonly Argument[]): Asked | null {
  const type = argument(given, 'type', 0);
  if (type === null || !isPostgresChanges(file, type)) return null;
  const options = argument(given, 'filter', 1);
  const hasDict = options !== null && !given.some(({ name }) => name === 'table' || name === 'schema');
  const field = (name: string, otherwise: string | null): Field =>
    hasDict ? optionOf(file, options, name, otherwise, EVENT) : saidBy(file, given, name, otherwise, undefined, EVENT);
  return {
    event: field('event', '*'),
    table: field('table', null),
    schema: field('schema', null),
    filter: field('filter', null),
  };
}

function isPostgresChanges(file: LexedFile, { from, to }: Span): boolean {
  if (file.isString(from)) return to === from + 1 && decodeString(file, from).join('') === 'postgres_changes';
  return file.word(to - 1) === 'postgres_changes' || file.word(to - 1) === 'POSTGRES_CHANGES';
}
