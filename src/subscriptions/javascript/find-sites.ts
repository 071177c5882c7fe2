import type { Node } from '@babel/types';
import type { Sdk } from '../../model/subscription.js';
import { UNDECIDED } from './decisions.js';
import { Evaluation } from './evaluation.js';
import type { Module } from './module.js';
import { bare, isCall, nameOf, receiverOf } from './nodes.js';
import { type ReadParameters, readOptions } from './parameters.js';
import type { Project } from './project.js';
import { possible, textValue, UNDEFINED, type Value } from './value.js';

/** A call that subscribes. */
export interface Site {
  readonly sdk: Sdk;
  readonly module: Module;
  /** The call. */
  readonly node: Node;
  /** Where the subscription is said to be: people look for the line that says postgres_changes. */
  readonly at: Node;
  readonly read: ReadParameters;
  /** What is run for each change; null when nothing is, undefined when that is not known. */
  readonly callback?: Node | null;
}

type Call = Extract<Node, { type: 'CallExpression' | 'OptionalCallExpression' }>;

/** The calls of a module that subscribe with supabase-js. */
export function findClientSites(project: Project, module: Module): readonly Site[] {
  return (module.calls.get('on') ?? []).flatMap((node) => {
    if (!isCall(node) || receiverOf(node.callee) === null) return [];
    return ofChannel(project, module, node) ?? ofTable(project, module, node) ?? [];
  });
}

/** `.on('postgres_changes', { event, schema, table, filter }, callback)` */
function ofChannel(project: Project, module: Module, node: Call): Site | null {
  const [type, options] = node.arguments;
  if (type === undefined || options === undefined) return null;
  const quiet = new Evaluation(project, UNDECIDED, false);
  const types = possible(quiet.evaluate(module, type));
  const mayBe = types.some(
    (one) => (one.kind === 'text' && one.text === POSTGRES_CHANGES) || isParameter(module, type, one),
  );
  const given = possible(quiet.evaluate(module, options));
  if (!mayBe || (given.length > 0 && given.every(({ kind }) => kind === 'function'))) return null;
  const read: ReadParameters = (evaluation) => {
    const value = evaluation.evaluateFor(POSTGRES_CHANGES, module, type);
    if (value.kind === 'text' && value.text !== POSTGRES_CHANGES) return null;
    // Nobody says that it is: a general wrapper of `on`.
    if (value.kind !== 'text' && evaluation.question === null) return null;
    return readOptions(evaluation, (one) => one.evaluate(module, options));
  };
  return { sdk: 'supabase-js', module, node, at: type, read, callback: node.arguments[2] ?? null };
}

const POSTGRES_CHANGES = 'postgres_changes';

/** A type that is handed in: who calls says whether it is this one. */
function isParameter(module: Module, type: Node, value: Value): boolean {
  const inner = bare(type);
  return (
    value.kind === 'unknown' && inner.type === 'Identifier' && module.find(inner.name, inner)?.kind === 'parameter'
  );
}

const EVENTS: ReadonlySet<string> = new Set(['*', 'INSERT', 'UPDATE', 'DELETE']);

/** supabase-js before 2.0: `.from('messages:room_id=eq.1').on('INSERT', callback)` */
function ofTable(project: Project, module: Module, node: Call): Site | null {
  const [event, callback] = node.arguments;
  if (event === undefined || callback === undefined) return null;
  const quiet = new Evaluation(project, UNDECIDED, false);
  const value = quiet.evaluate(module, event);
  if (value.kind !== 'text' || !EVENTS.has(value.text)) return null;
  const from = fromBehind(node);
  const [table] = from?.arguments ?? [];
  if (table === undefined) return null;
  const read: ReadParameters = (evaluation) => {
    const named = evaluation.evaluate(module, table);
    const [text, ...filter] = named.kind === 'text' ? named.text.split(':') : [];
    const isWhole = named.kind === 'text' && (named.isWhole || (text !== undefined && !text.includes('{}')));
    return {
      schema: textValue('public'),
      table: text === undefined ? named : { kind: 'text', text, isWhole },
      event: value,
      filter:
        filter.length === 0
          ? UNDEFINED
          : { kind: 'text', text: filter.join(':'), isWhole: named.kind === 'text' && named.isWhole },
      select: UNDEFINED,
    };
  };
  return { sdk: 'supabase-js-v1', module, node, at: event, read, callback };
}

/** The `.from()` that a chain of `.on()` begins with. */
function fromBehind(node: Call): Call | null {
  for (let at = receiverOf(node.callee); at !== null; ) {
    const inner: Node = bare(at);
    if (!isCall(inner)) return null;
    const name = nameOf(inner.callee);
    if (name === 'from') return inner;
    if (name !== 'on') return null;
    at = receiverOf(inner.callee);
  }
  return null;
}
