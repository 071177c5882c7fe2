import type { Node } from '@babel/types';
import { keyOfTest } from './choice-keys.js';
import type { Evaluator } from './evaluator.js';
import type { Module } from './module.js';
import { isClass, isFunction, keyOf, nameOf } from './nodes.js';
import { thisOfObject } from './objects.js';
import { elementsOf, elementValue, entriesOf, member, notNothing } from './parts.js';
import { either, unknown, type Value } from './value.js';
import { WELL_KNOWN } from './well-known.js';

/** What `owner.key` and `owner[key]` are worth. */
export function memberValue(
  evaluator: Evaluator,
  module: Module,
  node: Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }>,
): Value {
  const constant = WELL_KNOWN[nameOf(node.object) ?? ''];
  const key = keyOf(node.property, node.computed);
  if (constant !== undefined && key !== null) return member(evaluator, constant, key);
  if (key === 'NaN' && nameOf(node.object) === 'Number') return { kind: 'nan' };
  if (node.object.type === 'Super') return unknown('it is inherited');
  const read = evaluator.evaluate(module, node.object);
  const owner = node.type === 'MemberExpression' ? notNothing(read) : read;
  if (key !== null) return member(evaluator, owner, key);
  const index = evaluator.evaluate(module, node.property);
  // Where nobody says which, because nobody calls, it is none of them.
  if (index.kind === 'unknown' && index.dead !== undefined) return index;
  if (index.kind === 'text' && index.isWhole) return member(evaluator, owner, index.text);
  if (index.kind === 'number') return member(evaluator, owner, index.text);
  if (index.kind === 'either' && index.of.every(({ kind }) => kind === 'text')) {
    return either(
      index.of.map((one) =>
        one.kind === 'text' ? member(evaluator, owner, one.text) : unknown('its name is worked out at run time'),
      ),
    );
  }
  // Whichever property it is, it is one of these.
  const elements =
    owner.kind === 'object' && !owner.isOpen
      ? (entriesOf(owner)?.map(([, value]) => value) ?? null)
      : elementsOf(owner);
  // Two mentions of one element in a function are of the same one.
  return elementValue(evaluator, keyOfTest(module, node), elements, index.kind === 'unknown' ? index : owner);
}

/** What `this` is where a node stands: what its class makes, or the object that its function is a member of. */
export function thisValue(evaluator: Evaluator, module: Module, node: Node): Value {
  let isOfClass = false;
  for (const outer of module.around(node)) {
    if (isClass(outer)) return { kind: isOfClass ? 'class' : 'instance', module, node: outer };
    isOfClass ||= outer.type === 'StaticBlock' || ('static' in outer && outer.static === true);
    // An arrow function has the `this` of what is around it.
    if (outer.type === 'ArrowFunctionExpression' || outer.type === 'ClassMethod' || !isFunction(outer)) continue;
    const parent = module.parentOf(outer);
    const owner = parent?.type === 'ObjectProperty' ? module.parentOf(parent) : parent;
    if (owner?.type === 'ObjectExpression') return thisOfObject(evaluator, module, owner);
    break;
  }
  return unknown('this is worked out at run time');
}
