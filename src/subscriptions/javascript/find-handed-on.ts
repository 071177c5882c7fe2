import type { Node } from '@babel/types';
import type { Call } from './channels.js';
import { UNDECIDED } from './decisions.js';
import { Evaluation } from './evaluation.js';
import type { Site } from './find-sites.js';
import type { Module } from './module.js';
import { bare, isCall, isFunction, nameOf, receiverOf } from './nodes.js';
import { readOptions } from './parameters.js';
import type { Project } from './project.js';
import { possible } from './value.js';

/**
 * The calls that hand what `.on` takes to a function of another file or of a package: `listen(channel, 'postgres_changes',
 * { schema, table }, show)`. A function that speaks of postgres_changes itself is read where it stands, with all its calls.
 */
export function findHandedOn(project: Project, module: Module): readonly Site[] {
  return module.uses.flatMap((use) => {
    const type = wholeOf(module, use);
    const call = module.parentOf(type);
    if (!isCall(call) || isOfClient(call) || isOfTest(call)) return [];
    const given: readonly Node[] = call.arguments;
    const at = given.indexOf(type);
    const [options, callback] = at < 0 ? [] : given.slice(at + 1);
    if (options === undefined || callback === undefined || !mayBeRun(callback)) return [];
    if (isFunction(bare(options)) || isReadElsewhere(project, module, call)) return [];
    return {
      sdk: 'supabase-js',
      module,
      node: call,
      at: type,
      read: (evaluation) => readOptions(evaluation, (one) => one.evaluate(module, options)),
      callback,
    };
  });
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

/** `expect(on).toHaveBeenCalledWith(...)` */
function isOfTest({ callee }: Call): boolean {
  return /^to[A-Z]/.test(nameOf(callee) ?? '');
}

/** What cannot be a function is no callback: a call with a row and no callback logs, or makes events up. */
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
