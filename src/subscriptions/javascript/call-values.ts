import type { Node } from '@babel/types';
import { callKnown } from './call-known.js';
import { type Call, isInside } from './channels.js';
import { keyAt } from './choice-keys.js';
import type { Evaluator } from './evaluator.js';
import type { Module } from './module.js';
import { bare, type FunctionNode, isCall, isFunction, nameOf } from './nodes.js';
import { listValue, mapOf } from './parts.js';
import { returnsOf } from './returns.js';
import { AT_RUN_TIME, either, possible, unknown, type Value } from './value.js';
import { OBJECT_CLASSES } from './well-known.js';

/** What a call gives back. */
export function callValue(
  evaluator: Evaluator,
  module: Module,
  node: Extract<Node, { type: 'CallExpression' | 'OptionalCallExpression' }>,
): Value {
  const known = callKnown(evaluator, module, node);
  if (known !== null) return known;
  const callee = bare(node.callee);
  const target = callee.type === 'Super' ? null : evaluator.evaluate(module, callee);
  if (target === null) return AT_RUN_TIME;
  const given = listValue(evaluator, module, node.arguments);
  const runs = possible(target).map((one): Value => {
    if (one.kind === 'function')
      return passedOn(evaluator, module, one, node.arguments) ?? one.run(given.kind === 'array' ? given.items : []);
    return unknown(one.kind === 'unknown' ? one.reason : `${nameOf(callee) ?? 'what is called'} is no function`);
  });
  return either(runs);
}

/** The function that is given to another, where what that gives back does no more than call it: `withRetry(watch)`. */
function passedOn(
  evaluator: Evaluator,
  module: Module,
  { module: home, node: by }: Extract<Value, { kind: 'function' }>,
  given: readonly Node[],
): Value | null {
  for (const [index, parameter] of by.params.entries()) {
    const argument = given[index];
    if (argument === undefined || parameter.type !== 'Identifier') continue;
    const calls = (home.calls.get(parameter.name) ?? []).filter(isCall).filter((call) => isInside(call, by));
    if (calls.length === 0 || !calls.every((call) => isCalledAlike(home, by, call))) continue;
    const value = evaluator.evaluate(module, argument);
    if (value.kind === 'function') return value;
  }
  return null;
}

/** Whether a call is given just what the function around it is, which another gives back: `(...args) => run(...args)`. */
function isCalledAlike(module: Module, by: FunctionNode, call: Call): boolean {
  const around = [...module.around(call)].filter(isFunction);
  const made = around[around.indexOf(by) - 1];
  const isGivenBack = made !== undefined && (by.body === made || returnsOf(by).includes(made));
  return isGivenBack && namesOf(made.params) === namesOf(call.arguments);
}

function namesOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => ('argument' in node && node.argument ? `...${nameOf(node.argument)}` : nameOf(node)))
    .join();
}

/** What `new` makes. */
export function newValue(evaluator: Evaluator, module: Module, node: Extract<Node, { type: 'NewExpression' }>): Value {
  const name = nameOf(node.callee);
  const [first] = node.arguments;
  if (name === 'Date') return { kind: 'date' };
  if (name !== null && OBJECT_CLASSES.has(name)) return { kind: 'object', properties: new Map(), isOpen: true };
  if (name === 'Set' || name === 'Map') {
    const list: Value = first ? evaluator.evaluate(module, first) : { kind: 'array', items: [], isOpen: true };
    return name === 'Set' ? list : mapOf(evaluator, list, keyAt(module, node, 'kept'));
  }
  const made = evaluator.evaluate(module, node.callee);
  return made.kind === 'class'
    ? { kind: 'instance', module: made.module, node: made.node }
    : unknown('it is an object of another library');
}
