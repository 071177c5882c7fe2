import type { Node } from '@babel/types';
import type { Declaration } from './declarations.js';
import type { Module } from './module.js';
import { bare, childrenOf } from './nodes.js';

/**
 * What two expressions have in common that are worth the same whenever both are asked at the same time; null when that is not
 * known. Names count for what declares them: the `id` of each of two components is another.
 */
export function keyOfExpression(module: Module, node: Node): string | null {
  const names = namesIn(node).map((one) => module.find(one.name, one));
  if (names.some((declared) => declared !== null && declared.writes.length > 0)) return null;
  return [spelt(module, node), ...names.map((declared) => declared && numberOf(declared))].join('\n');
}

/** The same for the place that a property is: `this.channel`, `channelRef.current`, also when it is given something else. */
export function keyOfProperty(module: Module, node: Node): string {
  const names = namesIn(node).map((one) => module.find(one.name, one));
  return [spelt(module, node), ...names.map((declared) => declared && numberOf(declared))].join('\n');
}

function spelt(module: Module, node: Node): string {
  return module.textOf(bare(node)).replaceAll('?.', '.');
}

/** The names that an expression reads. */
function namesIn(topic: Node): readonly Extract<Node, { type: 'Identifier' }>[] {
  const found: Extract<Node, { type: 'Identifier' }>[] = [];
  const open: Node[] = [topic];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'Identifier') found.push(node);
    open.push(...readIn(node));
  }
  return found;
}

/** What is below a node, but for the names of properties. */
export function readIn(node: Node): readonly Node[] {
  if (isMember(node) && !node.computed) return [node.object];
  return node.type === 'ObjectProperty' && !node.computed ? [node.value] : childrenOf(node);
}

export function isMember(node: Node): node is Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }> {
  return node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression';
}

/** A number for each declaration that is asked about. */
function numberOf(declared: Declaration): number {
  const known = NUMBERS.get(declared) ?? ++numbered;
  NUMBERS.set(declared, known);
  return known;
}

const NUMBERS = new WeakMap<Declaration, number>();
let numbered = 0;
