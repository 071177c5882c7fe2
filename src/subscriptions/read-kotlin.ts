import { type Argument, readArguments } from './lexed/arguments.js';
import { argument, type CallToken } from './lexed/call-sites.js';
import { evaluate, fieldOf, fixed } from './lexed/evaluate.js';
import { typesNamed } from './lexed/generics.js';
import { assignments, readFlowFilter, readFlowTable } from './lexed/kotlin-flow.js';
import { KOTLIN } from './lexed/languages.js';
import type { LexedFile } from './lexed/lexed-file.js';
import { type Context, type Field, type Outcome, text, unknown } from './lexed/outcome.js';
import { type Asked, type Reader, saidBy } from './lexed/reader.js';
import { type ReadLinks, readBuilder } from './lexed/table-builder.js';

const ACTIONS: Readonly<Record<string, string>> = {
  PostgresAction: '*',
  Insert: 'INSERT',
  Update: 'UPDATE',
  Delete: 'DELETE',
};

/**
 * The subscriptions of a Kotlin file: `postgresChangeFlow<PostgresAction.Insert>(schema) { table = "x" }`, the data
 * flows, and a table's `selectAsFlow`. Source: supabase-kt, RealtimeChannelExt.kt, RealtimeExt.kt, PostgrestExtensions.kt.
 */
export const KOTLIN_READER: Reader = {
  language: KOTLIN,
  sdk: 'supabase-kt',
  names: [
    'postgresChangeFlow',
    'postgresListDataFlow',
    'postgresSingleDataFlow',
    'selectAsFlow',
    'selectSingleValueAsFlow',
  ],
  toAsked,
};

function toAsked(file: LexedFile, call: CallToken, given: readonly Argument[]): Asked {
  if (call.name === 'postgresChangeFlow') return changeFlow(file, call, given);
  return call.name.startsWith('select') ? tableFlow(file, call, given) : dataFlow(file, call, given);
}

function changeFlow(file: LexedFile, call: CallToken, given: readonly Argument[]): Asked {
  const close = file.partner(call.open);
  const inside = argument(given, 'filter', 1)?.from ?? -1;
  const lambda = file.is(close + 1, '{') ? close + 1 : file.is(inside, '{') ? inside : null;
  return {
    schema: saidBy(file, given, 'schema', null, 0),
    event: eventOf(file, call),
    table: lambda === null ? elsewhere(inside) : readFlowTable(file, lambda),
    filter: lambda === null ? fixed(null) : readFlowFilter(file, lambda),
  };
}

/** Without a block the flow is of all tables; a block from elsewhere says it there. */
function elsewhere(inside: number): Field {
  return inside < 0 ? fixed(null) : () => [unknown('its block is not in the call')];
}

const NOT_NAMED = unknown('its type of action is not named');

/** The type argument, or that of the variable's type: `val flow: Flow<PostgresAction.Insert> = `. */
function eventOf(file: LexedFile, { token, open }: CallToken): Field {
  const typed = file.is(token + 1, '<') ? file.word(open - 2) : null;
  const name = typed ?? declaredAction(file, token);
  return (context) => {
    const types = typesNamed(context, file, token, name) ?? [name];
    if ('kind' in types) return [types];
    return types.map((type) => (ACTIONS[type] === undefined ? NOT_NAMED : text(ACTIONS[type])));
  };
}

function declaredAction(file: LexedFile, token: number): string {
  let at = token - 1;
  while (at > token - 16 && !file.is(at, '=')) at -= 1;
  return file.is(at, '=') && file.is(at - 1, '>') ? file.word(at - 2) : '';
}

/** `postgresListDataFlow(schema = "public", table = "x", filter = FilterOperation(...), primaryKey = T::id)`. */
function dataFlow(file: LexedFile, call: CallToken, given: readonly Argument[]): Asked {
  const table = argument(given, 'table', 1);
  return {
    schema: saidBy(file, given, 'schema', 'public', 0),
    table: table === null ? () => [unknown('its table is not in the call')] : fieldOf(file, table),
    filter: filterArgument(file, call, given),
  };
}

/** A single value is told by its primary key; a list by the filter it is given. */
function filterArgument(file: LexedFile, call: CallToken, given: readonly Argument[]): Field {
  if (/Single/.test(call.name)) return () => [text('{}=eq.{}', false)];
  const filter = argument(given, 'filter', 2);
  if (filter === null) return fixed(null);
  return readFlowFilter(file, filter.from - 1, filter);
}

function tableFlow(file: LexedFile, call: CallToken, given: readonly Argument[]): Asked {
  return {
    schema: (context) => readBuilder(context, file, call.token, SCHEMA),
    table: (context) => readBuilder(context, file, call.token, TABLE),
    filter: filterArgument(file, call, given),
  };
}

/** `from("x")`, `from(schema = "s", table = "x")`, `from("s", "x")`, `postgrest["x"]`, `postgrest["s", "x"]`. */
function fromArguments(file: LexedFile, links: Parameters<ReadLinks>[2]): readonly Argument[] | null {
  const from = links.find(
    ({ name, open }) =>
      open !== null && (file.is(open, '(') ? name === 'from' : file.is(open, '[') && !/^[A-Z]/.test(name)),
  );
  return from?.open == null ? null : readArguments(file, from.open);
}

const TABLE: ReadLinks = (context, file, links) => {
  const given = fromArguments(file, links);
  const table = given === null ? null : argument(given, 'table', given.length > 1 ? 1 : 0);
  return table === null ? null : evaluate(context, file, table);
};

const SCHEMA: ReadLinks = (context, file, links) => {
  const given = fromArguments(file, links);
  if (given === null) return null;
  const schema = argument(given, 'schema') ?? (given.length > 1 ? argument(given, 'schema', 0) : null);
  return schema === null ? defaultSchema(context) : evaluate(context, file, schema);
};

/** What the application's client is told to use where nothing else is said: `install(Postgrest) { defaultSchema = "shop" }`. */
function defaultSchema(context: Context): readonly Outcome[] {
  const said = context.project
    .mentioning('defaultSchema')
    .flatMap((file) => assignments(file, -1, 'defaultSchema').flatMap((span) => evaluate(context, file, span)));
  return said.length > 0 ? said : fixed('public')(context);
}
