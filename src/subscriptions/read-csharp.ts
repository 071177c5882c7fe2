import type { FoundSubscription } from './found.js';
import { type Argument, readArguments } from './lexed/arguments.js';
import { argument, type CallToken, findCallsOf } from './lexed/call-sites.js';
import { tableOfModel } from './lexed/csharp-model.js';
import { fieldOf, fixed } from './lexed/evaluate.js';
import { expand, type Site } from './lexed/expand.js';
import type { LexedFile, Span } from './lexed/lexed-file.js';
import { type Field, text, unknown } from './lexed/outcome.js';
import type { Project } from './lexed/project.js';
import { readEntries } from './lexed/read-entries.js';
import { type ReadLinks, readBuilder } from './lexed/table-builder.js';
import { condition, eventTerm } from './lexed/terms.js';
import { trim } from './lexed/trim.js';
import type { SourceFile } from './source-file.js';

const EVENT = eventTerm(['ListenType'], { All: '*', Inserts: 'INSERT', Updates: 'UPDATE', Deletes: 'DELETE' });

/**
 * The subscriptions of a C# file: `new PostgresChangesOptions(...)`, `Channel("realtime", "public", "todos")`,
 * `From<Todo>().On(...)` and `OnPostgresChange(...)`. Source: realtime-csharp, PostgresChangesOptions.cs and Client.cs;
 * supabase-csharp, SupabaseTable.cs and PostgresChangesFilter.cs.
 */
export function readCsharp(source: SourceFile, project: Project): readonly FoundSubscription[] {
  const file = project.lex(source);
  return findCallsOf(file, ['PostgresChangesOptions', 'Register', 'Channel', 'On', 'OnPostgresChange'])
    .flatMap((call) => toSite(file, call) ?? [])
    .flatMap((site) => expand(site, project));
}

function toSite(file: LexedFile, call: CallToken): Site | null {
  const given = readArguments(file, call.open);
  const isMember = file.is(call.token - 1, '.');
  switch (call.name) {
    case 'PostgresChangesOptions':
      return isNew(file, call.token) ? byOptions(file, call, given) : null;
    case 'Register':
      return isMember ? byNewArgument(file, given) : null;
    case 'Channel':
      return isMember ? byChannel(file, call, given) : null;
    case 'On':
      return isMember ? byModel(file, call, given) : null;
    default:
      return byFilter(file, call, given);
  }
}

/** `new PostgresChangesOptions`, `new PostgresChanges.PostgresChangesOptions`. */
function isNew(file: LexedFile, token: number): boolean {
  let first = token;
  while (file.is(first - 1, '.') && file.isWord(first - 2)) first -= 2;
  return file.word(first - 1) === 'new';
}

/** `channel.Register(new("public", "todos"))`. */
function byNewArgument(file: LexedFile, given: readonly Argument[]): Site | null {
  const [only] = given;
  if (only === undefined || file.word(only.from) !== 'new' || !file.is(only.from + 1, '(')) return null;
  const call = { name: 'new', token: only.from, open: only.from + 1 };
  return byOptions(file, call, readArguments(file, call.open));
}

function byOptions(file: LexedFile, { token, open }: CallToken, given: readonly Argument[]): Site {
  const behind = file.partner(open) + 1;
  const set = file.is(behind, '{') ? readEntries(file, behind) : new Map<string, Span>();
  const field = (property: string, name: string, place: number, otherwise: string | null): Field => {
    const span = set.get(property) ?? argument(given, name, place);
    return span === null ? fixed(otherwise) : fieldOf(file, span, EVENT);
  };
  return {
    sdk: 'supabase-csharp',
    file,
    token,
    schema: field('Schema', 'schema', 0, null),
    table: field('Table', 'table', 1, null),
    event: field('Event', 'eventType', 2, '*'),
    filter: field('Filter', 'filter', 3, null),
  };
}

/** `Channel("realtime", "public", "todos", "id", "1")`; with a topic alone it subscribes to nothing. */
function byChannel(file: LexedFile, { token }: CallToken, given: readonly Argument[]): Site | null {
  const [schema, table] = [argument(given, 'schema', 1), argument(given, 'table', 2)];
  const isSchema = schema !== null && (file.isString(schema.from) || given.some(({ name }) => name === 'schema'));
  if (table === null && !isSchema) return null;
  const [column, value] = [argument(given, 'column', 3), argument(given, 'value', 4)];
  const isFiltered =
    column !== null && value !== null && file.word(column.from) !== 'null' && file.word(value.from) !== 'null';
  return {
    sdk: 'supabase-csharp',
    file,
    token,
    schema: schema === null ? fixed('public') : fieldOf(file, schema),
    table: table === null ? fixed('*') : fieldOf(file, table),
    event: fixed('*'),
    filter: isFiltered ? (context) => condition(context, file, column, 'eq', value) : fixed(null),
  };
}

/** `client.From<Todo>().On(ListenType.Inserts, handler)`: the table is what the model says. The channel is of all events. */
function byModel(file: LexedFile, { token }: CallToken, given: readonly Argument[]): Site | null {
  const type = argument(given, 'listenType', 0);
  if (type === null) return null;
  // `ChannelEventType` is its name before version 1.
  const isNamed = /^(ListenType|ChannelEventType)$/.test(file.word(type.from));
  if (!isNamed && !/^(All|Inserts|Updates|Deletes)$/.test(file.word(type.to - 1))) return null;
  return {
    sdk: 'supabase-csharp',
    file,
    token,
    schema: fixed('public'),
    table: (context) => readBuilder(context, file, token, MODEL),
    event: fixed('*'),
    filter: fixed(null),
  };
}

const MODEL: ReadLinks = (context, file, links) => {
  const from = links.find(({ name, open }) => open !== null && /^(From|Table)$/.test(name));
  if (from?.open == null || !file.is(from.open - 1, '>')) return null;
  return tableOfModel(context, file, file.word(from.open - 2));
};

/** `channel.OnPostgresChange(handler, ListenType.Inserts, new PostgresChangesFilter { Table = "todos" })`. */
function byFilter(file: LexedFile, { token }: CallToken, given: readonly Argument[]): Site {
  const [type, filter] = [argument(given, 'listenType', 1), argument(given, 'filter', 2)];
  const open = filter === null ? null : initialiserOf(file, filter);
  const set = open === null ? new Map<string, Span>() : readEntries(file, open);
  const field = (property: string, otherwise: string | null): Field => {
    const span = set.get(property);
    if (span !== undefined) return fieldOf(file, span);
    if (filter !== null && open === null) return () => [unknown('its filter is not in the call')];
    return fixed(otherwise);
  };
  return {
    sdk: 'supabase-csharp',
    file,
    token,
    schema: field('Schema', 'public'),
    table: field('Table', null),
    event: type === null ? () => [text('*')] : fieldOf(file, type, EVENT),
    filter: field('Filter', null),
  };
}

/** The brace of `new PostgresChangesFilter { ... }`, `new() { ... }`. */
function initialiserOf(file: LexedFile, span: Span): number | null {
  const { from, to } = trim(file, span);
  if (file.word(from - 1) !== 'new' || !file.is(to - 1, '}'))
    return file.is(to - 1, ')') && file.word(from - 1) === 'new' ? to - 2 : null;
  return file.partner(to - 1);
}
