import type { FoundSubscription } from './found.js';
import { type Argument, readArguments } from './lexed/arguments.js';
import { argument, type CallToken, findCallsOf } from './lexed/call-sites.js';
import { type Link, linksAfter, linksBefore, linksUpTo } from './lexed/chain.js';
import { elementsOf } from './lexed/elements.js';
import { evaluate, fieldOf, fixed } from './lexed/evaluate.js';
import { expand, type Site } from './lexed/expand.js';
import { findBindings } from './lexed/find-bindings.js';
import type { LexedFile, Span } from './lexed/lexed-file.js';
import type { Context, Field, Outcome, ReadTerm } from './lexed/outcome.js';
import type { Project } from './lexed/project.js';
import { type ReadLinks, readBuilder } from './lexed/table-builder.js';
import { condition, conjunction, eventTerm } from './lexed/terms.js';
import { trim } from './lexed/trim.js';
import type { SourceFile } from './source-file.js';

const EVENT = eventTerm(['PostgresChangeEvent'], { all: '*', insert: 'INSERT', update: 'UPDATE', delete: 'DELETE' });
const OPERATORS = /^(eq|neq|gt|gte|lt|lte|inFilter|like|ilike|match|imatch|isFilter|isDistinct)$/;

/**
 * The subscriptions of a Dart file: `.onPostgresChanges()`, `.from().stream(primaryKey:)` and `.on()` of version 1.
 * Source: supabase-flutter, realtime_channel.dart and supabase_stream_builder.dart.
 */
export function readDart(source: SourceFile, project: Project): readonly FoundSubscription[] {
  const file = project.lex(source);
  return findCallsOf(file, ['onPostgresChanges', 'stream', 'on'])
    .flatMap((call) => toSite(file, call) ?? [])
    .flatMap((site) => expand(site, project));
}

function toSite(file: LexedFile, call: CallToken): Site | null {
  const given = readArguments(file, call.open);
  switch (call.name) {
    case 'onPostgresChanges':
      return bySchemaAndTable(file, call, given);
    case 'stream':
      return argument(given, 'primaryKey') !== null || isExecuted(file, call) ? byStream(file, call) : null;
    default:
      return byListenType(file, call, given);
  }
}

/** Before version 1 the key stood alone, `.stream(['id']).execute()`. Another stream is not of a table. */
function isExecuted(file: LexedFile, { token, open }: CallToken): boolean {
  const isOfTable = linksBefore(file, token).some((link) => link.name === 'from' && link.open !== null);
  return isOfTable && linksAfter(file, file.partner(open)).some(({ name }) => name === 'execute');
}

function bySchemaAndTable(file: LexedFile, { token }: CallToken, given: readonly Argument[]): Site {
  const optional = (name: string): Field => {
    const span = argument(given, name);
    return span === null ? fixed(null) : fieldOf(file, span);
  };
  const [event, filter, filters] = ['event', 'filter', 'filters'].map((name) => argument(given, name));
  return {
    sdk: 'supabase-flutter',
    file,
    token,
    schema: optional('schema'),
    table: optional('table'),
    event: event == null ? fixed('*') : fieldOf(file, event, EVENT),
    filter: filter != null ? fieldOf(file, filter, FILTER) : filters != null ? allOf(file, filters) : fixed(null),
  };
}

/** `PostgresChangeFilter(type: PostgresChangeFilterType.eq, column: 'room_id', value: id)`. */
const FILTER: ReadTerm = (context, file, { from, to }) => {
  if (file.word(from) !== 'PostgresChangeFilter' || !file.is(from + 1, '(') || file.partner(from + 1) !== to - 1)
    return null;
  const given = readArguments(file, from + 1);
  const type = argument(given, 'type');
  const operator = type === null ? '' : file.word(type.to - 1);
  const negates = argument(given, 'negate');
  const not = negates !== null && file.word(negates.from) === 'true' ? 'not.' : '';
  return condition(context, file, argument(given, 'column'), not + toOperator(operator), argument(given, 'value'));
};

function toOperator(name: string): string {
  return OPERATORS.test(name) ? name.replace('Filter', '').toLowerCase() : '{}';
}

function allOf(file: LexedFile, list: Span): Field {
  return (context) => {
    const elements = elementsOf(context, file, list);
    if (elements === null) return evaluate(context, file, list);
    return conjunction(elements.map((element) => evaluate(context, element.file, element.span, FILTER)));
  };
}

function byStream(file: LexedFile, { token, open }: CallToken): Site {
  return {
    sdk: 'supabase-flutter',
    file,
    token,
    schema: (context) => readBuilder(context, file, token, SCHEMA),
    table: (context) => readBuilder(context, file, token, TABLE),
    event: fixed('*'),
    filter: (context) => streamFilter(context, file, open),
  };
}

const TABLE: ReadLinks = (context, file, links) => {
  const open = links.find(({ name }) => name === 'from')?.open ?? null;
  const [table] = open === null ? [] : readArguments(file, open);
  return table === undefined ? null : evaluate(context, file, table);
};

const SCHEMA: ReadLinks = (context, file, links) => {
  if (!links.some(({ name, open }) => name === 'from' && open !== null)) return null;
  const open = links.find(({ name }) => name === 'schema')?.open ?? null;
  const [schema] = open === null ? [] : readArguments(file, open);
  if (schema !== undefined) return evaluate(context, file, schema);
  return schemaOfClient(context, file, links) ?? defaultSchema(context);
};

/** Of `final ops = client.schema('ops')`, where `ops` is what the chain begins with. */
function schemaOfClient(context: Context, file: LexedFile, links: readonly Link[]): readonly Outcome[] | null {
  const base = links.at(-1);
  if (base === undefined || base.open !== null) return null;
  const found = findBindings(context, { file, token: base.token }, [base.name]).flatMap((binding) => {
    if (binding.kind !== 'value') return [];
    const { to } = trim(binding.file, binding.span);
    const open = linksUpTo(binding.file, to).find(({ name }) => name === 'schema')?.open ?? null;
    const [schema] = open === null ? [] : readArguments(binding.file, open);
    return schema === undefined ? [] : evaluate(context, binding.file, schema);
  });
  return found.length > 0 ? found : null;
}

/** What the application's client is told to use where nothing else is said. */
function defaultSchema(context: Context): readonly Outcome[] {
  const said = context.project.mentioning('PostgrestClientOptions').flatMap((file) =>
    findCallsOf(file, ['PostgrestClientOptions']).flatMap(({ open }) => {
      const schema = argument(readArguments(file, open), 'schema');
      return schema === null ? [] : evaluate(context, file, schema);
    }),
  );
  return said.length > 0 ? said : fixed('public')(context);
}

/** The conditions that follow: `.eq('room_id', id)`. What sorts and limits is no condition. */
function streamFilter(context: Context, file: LexedFile, open: number): readonly Outcome[] {
  const conditions: (readonly Outcome[])[] = [];
  for (const link of linksAfter(file, file.partner(open))) {
    if (link.open === null || !(OPERATORS.test(link.name) || /^(order|limit)$/.test(link.name))) break;
    const [column, value] = readArguments(file, link.open);
    if (!OPERATORS.test(link.name)) continue;
    conditions.push(condition(context, file, column ?? null, toOperator(link.name), value ?? null));
  }
  return conjunction(conditions);
}

/** Version 1: `.on(RealtimeListenTypes.postgresChanges, ChannelFilter(event: 'INSERT', ...), callback)`. */
function byListenType(file: LexedFile, { token }: CallToken, given: readonly Argument[]): Site | null {
  const [type, filter] = [argument(given, '', 0), argument(given, '', 1)];
  if (type === null || filter === null || file.word(type.to - 1) !== 'postgresChanges') return null;
  const open = file.word(filter.from) === 'const' ? filter.from + 2 : filter.from + 1;
  if (!file.is(open, '(')) return null;
  const values = readArguments(file, open);
  const field = (name: string, otherwise: string | null): Field => {
    const span = argument(values, name);
    return span === null ? fixed(otherwise) : fieldOf(file, span);
  };
  return {
    sdk: 'supabase-flutter',
    file,
    token,
    schema: field('schema', null),
    table: field('table', null),
    event: field('event', '*'),
    filter: field('filter', null),
  };
}
