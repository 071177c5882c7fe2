import type { Node } from '@babel/types';
import { isInside } from './channels.js';
import { givenTo } from './given.js';
import type { Module } from './module.js';
import { childrenOf, isFunction } from './nodes.js';

const LOOPS: ReadonlySet<string> = new Set([
  ...['ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'DoWhileStatement'],
]);

/** The loop that a node is run in again and again: a statement, or the function that is run for each element. */
export function loopAround(module: Module, node: Node): Node | null {
  for (const outer of module.around(node)) {
    if (LOOPS.has(outer.type)) return outer;
    if (!isFunction(outer)) continue;
    const given = givenTo(module, outer);
    if (given?.kind === 'elements') return outer;
    if (given === null) return null;
  }
  return null;
}

/** Whether an expression has to do with something that is another in each round of a loop. */
export function mentionsNameOf(module: Module, node: Node, loop: Node): boolean {
  const open: Node[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const declared = next.type === 'Identifier' ? module.find(next.name, next) : null;
    if (declared?.kind === 'each' || declared?.kind === 'parameter') return true;
    if (declared?.kind === 'variable' && isInside(declared.node, loop)) return true;
    if (declared?.writes.some((value) => isInside(value, loop))) return true;
    open.push(...childrenOf(next));
  }
  return false;
}

/** Whether a loop may end in its first round. */
export function isLeft(loop: Node): boolean {
  const open: Node[] = isFunction(loop) ? [] : [...childrenOf(loop)];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'BreakStatement' || node.type === 'ReturnStatement') return true;
    if (!isFunction(node)) open.push(...childrenOf(node));
  }
  return false;
}
