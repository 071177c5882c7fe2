import type { FoundSubscription } from './found.js';
import { type Argument, readArguments } from './lexed/arguments.js';
import { argument, type CallToken, findCallsOf } from './lexed/call-sites.js';
import { decodeString } from './lexed/decode-string.js';
import { fieldOf, fixed } from './lexed/evaluate.js';
import { expand, type Site } from './lexed/expand.js';
import { findBindings } from './lexed/find-bindings.js';
import type { LexedFile, Span } from './lexed/lexed-file.js';
import { type Context, type Field, unknown } from './lexed/outcome.js';
import type { Project } from './lexed/project.js';
import { readEntries } from './lexed/read-entries.js';
import { eventTerm } from './lexed/terms.js';
import { toPath, trim } from './lexed/trim.js';
import type { SourceFile } from './source-file.js';

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
export function readPython(source: SourceFile, project: Project): readonly FoundSubscription[] {
  const file = project.lex(source);
  return findCallsOf(file, ['on_postgres_changes', 'on'])
    .flatMap((call) => toSite(file, call) ?? [])
    .flatMap((site) => expand(site, project));
}

function toSite(file: LexedFile, call: CallToken): Site | null {
  const given = readArguments(file, call.open);
  return call.name === 'on' ? byName(file, call, given) : byMethod(file, call, given);
}

function byMethod(file: LexedFile, { token }: CallToken, all: readonly Argument[]): Site | null {
  // An application's own function may have that name.
  if (!file.is(token - 1, '.')) return null;
  const given = all.filter(({ from }) => !file.is(from, '*'));
  const spread = all.find(({ from }) => file.is(from, '**'));
  const options = spread && { from: spread.from + 2, to: spread.to };
  const field = (name: string, place: number, otherwise: string | null): Field => {
    const span = argument(given, name, place);
    if (span !== null) return fieldOf(file, span, EVENT);
    return options === undefined ? fixed(otherwise) : entry(file, options, name, otherwise);
  };
  return {
    sdk: 'supabase-py',
    file,
    token,
    event: field('event', 0, '*'),
    table: field('table', 2, null),
    schema: field('schema', 3, null),
    filter: field('filter', 4, null),
  };
}

function byName(file: LexedFile, { token }: CallToken, given: readonly Argument[]): Site | null {
  const type = argument(given, 'type', 0);
  if (type === null || !isPostgresChanges(file, type)) return null;
  const options = argument(given, 'filter', 1);
  const hasDict = options !== null && !given.some(({ name }) => name === 'table' || name === 'schema');
  const field = (name: string, otherwise: string | null): Field =>
    hasDict ? entry(file, options, name, otherwise) : named(file, given, name, otherwise);
  return {
    sdk: 'supabase-py',
    file,
    token,
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

function named(file: LexedFile, given: readonly Argument[], name: string, otherwise: string | null): Field {
  const span = argument(given, name);
  return span === null ? fixed(otherwise) : fieldOf(file, span, EVENT);
}

/** An entry of a dict, which stands in the call or behind a name. */
function entry(file: LexedFile, options: Span, name: string, otherwise: string | null): Field {
  return (context) => {
    const dict = findDict(context, file, options);
    if (dict === null) return [unknown('its options are not in the call')];
    const span = readEntries(dict.file, dict.open).get(name);
    return (span === undefined ? fixed(otherwise) : fieldOf(dict.file, span, EVENT))(context);
  };
}

function findDict(context: Context, file: LexedFile, span: Span): { file: LexedFile; open: number } | null {
  const { from, to } = trim(file, span);
  if (file.is(from, '{')) return { file, open: from };
  if (file.word(from) === 'dict' && file.is(from + 1, '(')) return { file, open: from + 1 };
  const path = toPath(file, { from, to });
  const [binding] = path === null ? [] : findBindings(context, { file, token: from }, path);
  if (binding?.kind !== 'value') return null;
  const target = trim(binding.file, binding.span);
  return binding.file.is(target.from, '{') ? { file: binding.file, open: target.from } : null;
}
