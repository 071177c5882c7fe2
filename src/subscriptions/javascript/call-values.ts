import type { Node } from '@babel/types';
import { callKnown } from './call-known.js';
import { keyAt } from './choice-keys.js';
import type { Evaluator } from './evaluator.js';
import type { Module } from './module.js';
import { bare, nameOf } from './nodes.js';
import { listValue, mapOf } from './parts.js';
import { either, possible, unknown, type Value } from './value.js';
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
  if (target === null) return unknown('it is worked out at run time');
  const given = listValue(evaluator, module, node.arguments);
  const runs = possible(target).map((one): Value => {
    if (one.kind === 'function') return one.run(given.kind === 'array' ? given.items : []);
    return unknown(one.kind === 'unknown' ? one.reason : `${nameOf(callee) ?? 'what is called'} is no function`);
  });
  return either(runs);
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
