import type { Node } from '@babel/types';
import { givenTo } from './given.js';
import type { Module } from './module.js';
import { isFunction } from './nodes.js';

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
