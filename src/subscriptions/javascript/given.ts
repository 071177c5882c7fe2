import type { JSXOpeningElement, Node } from '@babel/types';
import type { Module } from './module.js';
import { bare, type CallNode, type FunctionNode, isCall, nameOf, receiverOf } from './nodes.js';

/** What a function is run with. */
export type Given =
  | { readonly kind: 'arguments'; readonly module: Module; readonly nodes: readonly Node[] }
  | { readonly kind: 'attributes'; readonly module: Module; readonly node: JSXOpeningElement }
  /** Once for each element of a list, which is its parameter `index`. */
  | { readonly kind: 'elements'; readonly module: Module; readonly list: Node; readonly index: number }
  /** By nothing that is known. `dead` is the function's name when nothing calls it. */
  | { readonly kind: 'nothing'; readonly reason: string; readonly dead: string | null };

/** What a function is run with where that is plain from where it stands; null when it depends on who calls it. */
export function givenTo(module: Module, of: FunctionNode): Given | null {
  let at: Node = of;
  let outer = module.parentOf(at);
  while (outer !== null && bare(outer) === of) {
    at = outer;
    outer = module.parentOf(at);
  }
  if (!isCall(outer)) return null;
  if (outer.callee === at) return { kind: 'arguments', module, nodes: outer.arguments };
  return outer.arguments[0] === at ? elementsGiven(module, outer) : null;
}

/** What a function is given later by what `.then` is called of, as if that were there; null for another function. */
export function promisedTo(module: Module, of: FunctionNode): Given | null {
  const outer = module.parentOf(of);
  const promise = isCall(outer) && nameOf(outer.callee) === 'then' ? receiverOf(outer.callee) : null;
  const isRun = isCall(outer) && outer.arguments[0] === of;
  return promise !== null && isRun ? { kind: 'arguments', module, nodes: [promise] } : null;
}

/** The elements that a method of a list gives what it runs; null for another call. */
export function elementsGiven(module: Module, { callee }: Extract<CallNode, { callee: unknown }>): Given | null {
  const list = receiverOf(callee);
  const index = INDEX_OF_ELEMENT[nameOf(callee) ?? ''];
  return list === null || index === undefined ? null : { kind: 'elements', module, list, index };
}

/** The methods of lists that run a function for each element, with the place of the element among its parameters. */
const INDEX_OF_ELEMENT: Readonly<Record<string, number | undefined>> = {
  ...{ forEach: 0, map: 0, flatMap: 0, filter: 0, some: 0, every: 0, find: 0 },
  ...{ reduce: 1, reduceRight: 1 },
};
