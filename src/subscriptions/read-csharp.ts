import type { Argument } from './lexed/arguments.js';
import { argument, type CallToken } from './lexed/call-sites.js';
import { tableOfModel } from './lexed/csharp-model.js';
import { fieldOf, fixed, optionOf } from './lexed/evaluate.js';
import { CSHARP } from './lexed/languages.js';
import type { LexedFile, Span } from './lexed/lexed-file.js';
import type { Field } from './lexed/outcome.js';
import { readEntries } from './lexed/read-entries.js';
import { type Asked, type Reader, saidBy } from './lexed/reader.js';
import { type ReadLinks, readBuilder } from './lexed/table-builder.js';
import { condition, eventTerm } from './lexed/terms.js';

const EVENT = eventTerm(['ListenType'], { All: '*', Inserts: 'INSERT', Updates: 'UPDATE', Deletes: 'DELETE' });

/**
 * The subscriptions of a C# file: `new PostgresChangesOptions(...)`, `Channel("realtime", "public", "todos")`,
 * `From<Todo>().On(...)` and `OnPostgresChange(...)`. Source: realtime-csharp, PostgresChangesOptions.cs and Client.cs;
 * supabase-csharp, SupabaseTable.cs and PostgresChangesFilter.cs.
 */
export const CSHARP_READER: Reader = {
  language: CSHARP,
  sdk: 'supabase-csharp',
  names: ['PostgresChangesOptions', 'new', 'Channel', 'On', 'OnPostgresChange'],
  toAsked,
};

function toAsked(file: LexedFile, call: CallToken, given: readonly Argument[]): Asked | null {
  const isMember = file.is(call.token - 1, '.');
  switch (call.name) {
    case 'PostgresChangesOptions':
      return isNew(file, call.token) ? byOptions(file, call, given) : null;
    case 'new':
      return isOptions(file, call.token) ? byOptions(file, call, given) : null;
    case 'Channel':
      return isMember ? byChannel(file, given) : null;
    case 'On':
      return isMember ? byModel(file, call, given) : null;
    default:
      return byFilter(file, given);
  }
}

/** `new PostgresChangesOptions`, `new PostgresChanges.PostgresChangesOptions`. */
function isNew(file: LexedFile, token: number): boolean {
  let first = token;
  while (file.is(first - 1, '.') && file.isWord(first - 2)) first -= 2;
  return file.word(first - 1) === 'new';
}

/** `channel.Register(new("public", "todos"))`, `PostgresChangesOptions options = new("public", "todos")`. */
function isOptions(file: LexedFile, token: number): boolean {
  const isArgument = file.is(token - 1, '(') && file.word(token - 2) === 'Register' && file.is(token - 3, '.');
  return isArgument || (file.is(token - 1, '=') && file.word(token - 3) === 'PostgresChangesOptions');
}

function byOptions(file: LexedFile, { open }: CallToken, given: readonly Argument[]): Asked {
  const behind = file.partner(open) + 1;
  const set = file.is(behind, '{') ? readEntries(file, behind) : new Map<string, Span>();
  const field = (property: string, name: string, place: number, otherwise: string | null): Field => {
    const span = set.get(property);
    return span === undefined ? saidBy(file, given, name, otherwise, place, EVENT) : fieldOf(file, span, EVENT);
  };
  return {
    schema: field('Schema', 'schema', 0, null),
    table: field('Table', 'table', 1, null),
    event: field('Event', 'eventType', 2, '*'),
    filter: field('Filter', 'filter', 3, null),
  };
}

/** `Channel("realtime", "public", "todos", "id", "1")`; with a topic alone it subscribes to nothing. */
function byChannel(file: LexedFile, given: readonly Argument[]): Asked | null {
  const [schema, table] = [argument(given, 'schema', 1), argument(given, 'table', 2)];
  const isSchema = schema !== null && (file.isString(schema.from) || given.some(({ name }) => name === 'schema'));
  if (table === null && !isSchema) return null;
  const [column, value] = [argument(given, 'column', 3), argument(given, 'value', 4)];
  const isFiltered =
    column !== null && value !== null && file.word(column.from) !== 'null' && file.word(value.from) !== 'null';
  return {
    schema: saidBy(file, given, 'schema', 'public', 1),
    table: saidBy(file, given, 'table', '*', 2),
    ...(isFiltered && { filter: (context) => condition(context, file, column, 'eq', value) }),
  };
}

/** `client.From<Todo>().On(ListenType.Inserts, handler)`: the table is what the model says. The channel is of all events. */
function byModel(file: LexedFile, { token }: CallToken, given: readonly Argument[]): Asked | null {
  const type = argument(given, 'listenType', 0);
  if (type === null) return null;
  // `ChannelEventType` is its name before version 1.
  const isNamed = /^(ListenType|ChannelEventType)$/.test(file.word(type.from));
  if (!isNamed && !/^(All|Inserts|Updates|Deletes)$/.test(file.word(type.to - 1))) return null;
  return {
    schema: fixed('public'),
    table: (context) => readBuilder(context, file, token, MODEL),
  };
}

const MODEL: ReadLinks = (context, file, links) => {
  const from = links.find(({ name, open }) => open !== null && /^(From|Table)$/.test(name));
  if (from?.open == null || !file.is(from.open - 1, '>')) return null;
  return tableOfModel(context, file, from.open - 2);
};

/** `channel.OnPostgresChange(handler, ListenType.Inserts, new PostgresChangesFilter { Table = "todos" })`. */
function byFilter(file: LexedFile, given: readonly Argument[]): Asked {
  const filter = argument(given, 'filter', 2);
  const field = (property: string, otherwise: string | null): Field =>
    filter === null ? fixed(otherwise) : optionOf(file, filter, property, otherwise);
  return {
    schema: field('Schema', 'public'),
    table: field('Table', null),
    event: saidBy(file, given, 'listenType', '*', 1, EVENT),
    filter: field('Filter', null),
  };
}
