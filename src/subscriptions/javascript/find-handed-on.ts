import type { Node } from '@babel/types';
import type { Call } from './channels.js';
import { UNDECIDED } from './decisions.js';
import { Evaluation } from './evaluation.js';
import type { Site } from './find-sites.js';
import type { Module } from './module.js';
import { bare, isCall, isFunction, nameOf, receiverOf } from './nodes.js';
import { type Parameters, type ReadParameters, readOptions } from './parameters.js';
import type { Project } from './project.js';
import { possible, UNDEFINED, unknown } from './value.js';

/**
 * The calls that hand what `.on` takes to a function of another file or of a package: `listen(channel, 'postgres_changes',
 * { schema, table }, show)`. A function that speaks of postgres_changes itself is read where it stands, with all its calls.
 * Where no callback follows it may be anything, and is told as one that could not be read.
 */
export function findHandedOn(project: Project, module: Module): readonly Site[] {
  return module.uses.flatMap((use) => {
    const type = wholeOf(module, use);
    const call = module.parentOf(type);
    if (!isCall(call) || isOfClient(call) || TELLS.test(nameOf(call.callee) ?? '')) return [];
    const given: readonly Node[] = call.arguments;
    const at = given.indexOf(type);
    const [options, callback = null] = at < 0 ? [] : given.slice(at + 1);
    if (options === undefined || isFunction(bare(options)) || isReadElsewhere(project, module, call)) return [];
    const isSubscription = callback !== null && mayBeRun(callback);
    const read: ReadParameters = (evaluation) =>
      isSubscription ? readOptions(evaluation, (one) => one.evaluate(module, options)) : notFollowed(call);
    return { sdk: 'supabase-js', module, node: call, at: type, read, callback };
  });
}

function notFollowed({ callee }: Call): Parameters {
  const table = unknown(`it is handed to ${nameOf(callee) ?? 'a function'}, which is not followed`);
  return { schema: UNDEFINED, table, event: UNDEFINED, filter: UNDEFINED, select: UNDEFINED };
}

/** `REALTIME_LISTEN_TYPES.POSTGRES_CHANGES as const` of its last name. */
function wholeOf(module: Module, use: Node): Node {
  let whole = use;
  for (let outer = module.parentOf(whole); outer !== null; outer = module.parentOf(whole)) {
    const isPart = outer.type === 'MemberExpression' && outer.property === whole;
    if (!isPart && bare(outer) !== bare(whole)) break;
    whole = outer;
  }
  return whole;
}

/** `.on`, which is looked for by its name. */
function isOfClient({ callee }: Call): boolean {
  return nameOf(callee) === 'on' && receiverOf(callee) !== null;
}

/** What is told of an event, makes one up, asks for it or ends it: logs, emitters, collections, and `toHaveBeenCalledWith`. */
const TELLS =
  /^_?(log|debug|info|warn|error|trace|track|trigger|emit|dispatch|includes|indexOf|has|get|set|add|push|off|un\w+|remove\w*|to[A-Z]\w*)$/;

/** What cannot be a function is no callback. */
function mayBeRun(callback: Node): boolean {
  const inner = bare(callback);
  return isFunction(inner) || ['Identifier', 'MemberExpression', 'CallExpression'].includes(inner.type);
}

/** Whether what is called stands in a file that is read for itself. */
function isReadElsewhere(project: Project, module: Module, { callee }: Call): boolean {
  const value = new Evaluation(project, UNDECIDED, false).evaluate(module, callee);
  return possible(value).some(
    (one) => one.kind === 'function' && /postgres_changes|POSTGRES_CHANGES/.test(one.module.source.text),
  );
}
