import type { Node } from '@babel/types';
import { childrenOf, type FunctionNode, isClass, isFunction } from './nodes.js';

/** What a function with a body gives back, statement by statement; null stands for a bare `return`. */
export function returnsOf(of: FunctionNode): readonly (Node | null)[] {
  const known = KNOWN.get(of);
  if (known !== undefined) return known;
  const found: (Node | null)[] = [];
  const open: Node[] = [of.body];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'ReturnStatement') found.push(node.argument ?? null);
    else if (!isFunction(node) && !isClass(node)) open.push(...childrenOf(node).toReversed());
  }
  KNOWN.set(of, found);
  return found;
}

const KNOWN = new WeakMap<FunctionNode, readonly (Node | null)[]>();
