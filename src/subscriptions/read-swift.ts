import type { FoundSubscription } from './found.js';
import { readArguments } from './lexed/arguments.js';
import { argument, type CallToken, findCallsOf } from './lexed/call-sites.js';
import { decodeString } from './lexed/decode-string.js';
import { elementsOf } from './lexed/elements.js';
import { evaluate, fieldOf, fixed } from './lexed/evaluate.js';
import { expand, type Site } from './lexed/expand.js';
import type { LexedFile } from './lexed/lexed-file.js';
import { type Field, type Outcome, type ReadTerm, text, unknown } from './lexed/outcome.js';
import type { Project } from './lexed/project.js';
import { condition, conjunction, eventTerm } from './lexed/terms.js';
import { toPath } from './lexed/trim.js';
import type { SourceFile } from './source-file.js';

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
export function readSwift(source: SourceFile, project: Project): readonly FoundSubscription[] {
  const file = project.lex(source);
  return findCallsOf(file, ['postgresChange', 'onPostgresChange', 'on'])
    .flatMap((call) => (call.name === 'on' ? byChannelFilter(file, call) : toSite(file, call)))
    .flatMap((site) => expand(site, project));
}

function byChannelFilter(file: LexedFile, { token, open }: CallToken): readonly Site[] {
  const given = readArguments(file, open);
  const [type, filter] = [argument(given, '', 0), argument(given, 'filter')];
  const isOfRows = type !== null && file.isString(type.from) && decodeString(file, type.from)[0] === 'postgres_changes';
  if (!isOfRows || filter === null) return [];
  const isMade =
    file.is(filter.to - 1, ')') && /^(ChannelFilter|init)$/.test(file.word(file.partner(filter.to - 1) - 1));
  const values = isMade ? readArguments(file, file.partner(filter.to - 1)) : [];
  const field = (name: string, otherwise: string | null): Field => {
    const span = argument(values, name);
    if (span !== null) return fieldOf(file, span);
    return isMade ? fixed(otherwise) : () => [unknown('its filter is not in the call')];
  };
  return [
    {
      sdk: 'supabase-swift',
      file,
      token,
      schema: field('schema', null),
      table: field('table', null),
      event: field('event', '*'),
      filter: field('filter', null),
    },
  ];
}

function toSite(file: LexedFile, { token, open }: CallToken): readonly Site[] {
  const given = readArguments(file, open);
  const action = argument(given, '', 0);
  if (action === null) return [];
  const field = (name: string, otherwise: string | null): Field => {
    const span = argument(given, name);
    return span === null ? fixed(otherwise) : fieldOf(file, span);
  };
  const filter = argument(given, 'filter');
  return [
    {
      sdk: 'supabase-swift',
      file,
      token,
      schema: field('schema', 'public'),
      table: field('table', null),
      event: fieldOf(file, action, EVENT),
      filter: filter === null ? fixed(null) : fieldOf(file, filter, FILTER),
    },
  ];
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
  if (file.word(name) === 'and') {
    const elements = elementsOf(context, file, first) ?? [];
    return conjunction(elements.map((element) => evaluate(context, element.file, element.span, FILTER)));
  }
  if (!OPERATORS.test(file.word(name))) return null;
  const value = argument(given, 'value') ?? argument(given, 'values') ?? argument(given, '', 1);
  return condition(context, file, first, file.word(name).toLowerCase(), value);
};

function negate(outcome: Outcome): Outcome {
  return outcome.kind === 'text' ? { ...outcome, text: outcome.text.replace('=', '=not.') } : outcome;
}
