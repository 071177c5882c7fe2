import { type Argument, readArguments } from './lexed/arguments.js';
import { argument, type CallToken, findCallsOf } from './lexed/call-sites.js';
import { type Link, linksAfter, linksBefore, linksUpTo } from './lexed/chain.js';
import { evaluate, fixed, optionOf } from './lexed/evaluate.js';
import { findBindings } from './lexed/find-bindings.js';
import { DART } from './lexed/languages.js';
import type { LexedFile } from './lexed/lexed-file.js';
import type { Context, Field, Outcome, ReadTerm } from './lexed/outcome.js';
import { type Asked, type Reader, saidBy } from './lexed/reader.js';
import { type ReadLinks, readBuilder } from './lexed/table-builder.js';
import { allOf, condition, conjunction, eventTerm } from './lexed/terms.js';
import { trim } from './lexed/trim.js';

const EVENT = eventTerm(['PostgresChangeEvent'], { all: '*', insert: 'INSERT', update: 'UPDATE', delete: 'DELETE' });
const OPERATORS = /^(eq|neq|gt|gte|lt|lte|inFilter|like|ilike|match|imatch|isFilter|isDistinct)$/;

/**
 * The subscriptions of a Dart file: `.onPostgresChanges()`, `.from().stream(primaryKey:)` and `.on()` of version 1.
 * Source: supabase-flutter, realtime_channel.dart and supabase_stream_builder.dart.
 */
export const DART_READER: Reader = {
  language: DART,
  sdk: 'supabase-flutter',
  names: ['onPostgresChanges', 'stream', 'on'],
  toAsked,
};

function toAsked(file: LexedFile, call: CallToken, given: readonly Argument[]): Asked | null {
  switch (call.name) {
    case 'onPostgresChanges':
      return bySchemaAndTable(file, given);
    case 'stream':
      return argument(given, 'primaryKey') !== null || isExecuted(file, call) ? byStream(file, call) : null;
    default:
      return byListenType(file, given);
  }
}

/** Before version 1 the key stood alone, `.stream(['id']).execute()`. Another stream is not of a table. */
function isExecuted(file: LexedFile, { token, open }: CallToken): boolean {
  const isOfTable = linksBefore(file, token).some((link) => link.name === 'from' && link.open !== null);
  return isOfTable && linksAfter(file, file.partner(open)).some(({ name }) => name === 'execute');
}

function bySchemaAndTable(file: LexedFile, given: readonly Argument[]): Asked {
  const filters = argument(given, 'filters');
  return {
    schema: saidBy(file, given, 'schema', null),
    table: saidBy(file, given, 'table', null),
    event: saidBy(file, given, 'event', '*', undefined, EVENT),
    filter:
      filters === null
        ? saidBy(file, given, 'filter', null, undefined, FILTER)
        : (context) => allOf(context, file, filters, FILTER),
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

function byStream(file: LexedFile, { token, open }: CallToken): Asked {
  return {
    schema: (context) => readBuilder(context, file, token, SCHEMA),
    table: (context) => readBuilder(context, file, token, TABLE),
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
function byListenType(file: LexedFile, given: readonly Argument[]): Asked | null {
  const [type, filter] = [argument(given, '', 0), argument(given, '', 1)];
  if (type === null || filter === null || file.word(type.to - 1) !== 'postgresChanges') return null;
  const field = (name: string, otherwise: string | null): Field => optionOf(file, filter, name, otherwise);
  return {
    schema: field('schema', null),
    table: field('table', null),
    event: field('event', '*'),
    filter: field('filter', null),
  };
}
