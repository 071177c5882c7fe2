import type { Class, Node } from '@babel/types';
import type { Module } from './module.js';
import { bare, type FunctionNode, isCall, isClass, isFunction, isMember, keyOf, receiverOf } from './nodes.js';
import { SAME_FUNCTION } from './well-known.js';

/** How many names a function is followed through. */
const MOST_NAMES = 5;

/** The function of this module that an expression is; null for one that comes from elsewhere, or is not known. */
export function findFunction(module: Module, node: Node): FunctionNode | null {
  let at = bare(node);
  for (let names = 0; names < MOST_NAMES; names += 1) {
    if (isFunction(at)) return at;
    const next = behind(module, at);
    if (next === null) return null;
    at = bare(next);
  }
  return null;
}

/** What is one step nearer to the function: behind its name, its member, or what wraps it. */
function behind(module: Module, node: Node): Node | null {
  if (node.type === 'Identifier') return behindName(module, node);
  if (isCall(node)) {
    const name = module.calledName(node.callee);
    if (name === 'bind') return receiverOf(node.callee);
    return name !== null && SAME_FUNCTION.test(name) ? (node.arguments[0] ?? null) : null;
  }
  if (!isMember(node)) return null;
  const key = keyOf(node.property, node.computed);
  return node.object.type === 'ThisExpression' && key !== null ? memberOfClass(module, node, key) : null;
}

function behindName(module: Module, node: Extract<Node, { type: 'Identifier' }>): Node | null {
  const declared = module.find(node.name, node);
  if (declared === null || declared.writes.length > 0) return null;
  if (declared.kind === 'function') return declared.node;
  return declared.kind === 'variable' && declared.steps.length === 0 ? (declared.node.init ?? null) : null;
}

/** A method of the class around a node, or what its property is given; one that is given something later is not known. */
function memberOfClass(module: Module, node: Node, key: string): Node | null {
  if (module.writes.toThis.has(key)) return null;
  for (const outer of module.around(node)) if (isClass(outer)) return memberIn(outer, key);
  return null;
}

function memberIn(node: Class, key: string): Node | null {
  for (const one of node.body.body) {
    if (one.type === 'ClassMethod' && keyOf(one.key, one.computed) === key) return one;
    if (one.type === 'ClassPrivateMethod' && keyOf(one.key, false) === key) return one;
    if (one.type === 'ClassProperty' && keyOf(one.key, one.computed) === key) return one.value ?? null;
    if (one.type === 'ClassPrivateProperty' && keyOf(one.key, false) === key) return one.value ?? null;
  }
  return null;
}
