import type { Node } from '@babel/types';
import type { Module } from './module.js';

/** Where a choice is made: two choices at one place are the same choice. */
export function keyAt(module: Module, node: Node, what: string): string {
  return `${module.source.file}:${node.start ?? 0}:${what}`;
}

/** Tests that are spelt alike in one function turn out alike. */
export function keyOfTest(module: Module, test: Node): string {
  const around = module.functionAround(test)?.start ?? 0;
  return `${module.source.file}:${around}?${module.source.text.slice(test.start ?? 0, test.end ?? 0)}`;
}
