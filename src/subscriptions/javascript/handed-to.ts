import type { Node } from '@babel/types';
import { addTo } from '../../model/group-by.js';
import type { Call } from './channels.js';
import { elementsGiven, type Given } from './given.js';
import type { Module } from './module.js';
import { isCall, nameOf, receiverOf } from './nodes.js';

/** A call that a function is handed to. */
export interface Handed {
  readonly node: Call;
  /** What it says the function by. */
  readonly by: Node;
}

/** The calls of a module that are given a function of some name first, or that call, apply or bind it. */
export function handedTo(module: Module, name: string): readonly Handed[] {
  module.readMarkup(name);
  const known = HANDED.get(module) ?? findHanded(module);
  HANDED.set(module, known);
  return known.get(name) ?? [];
}

const HANDED = new WeakMap<Module, ReadonlyMap<string, readonly Handed[]>>();

function findHanded(module: Module): ReadonlyMap<string, readonly Handed[]> {
  const found = new Map<string, Handed[]>();
  for (const node of [...module.calls.values()].flat()) {
    if (!isCall(node)) continue;
    const by = isOfFunction(node) ? receiverOf(node.callee) : node.arguments[0];
    const name = by ? nameOf(by) : null;
    if (by && name !== null) addTo(found, name, { node, by });
  }
  return found;
}

/** `watch.call(this, 'orders')`, `watch.apply(this, ['orders'])`, `watch.bind(this, 'orders')` */
function isOfFunction({ callee }: Call): boolean {
  return /^(call|apply|bind)$/.test(nameOf(callee) ?? '') && receiverOf(callee) !== null;
}

/** Functions of React, Vue and redux-saga that run the first of what they are given with the others. */
const PASSES_ON = /^(createElement|h|jsxs?|call|fork|spawn)$/;

/** What such a call runs the function with: the elements of a list, or arguments of its own; null when it does not say. */
export function givenBy(module: Module, node: Call): Given | null {
  const { arguments: given } = node;
  if (nameOf(node.callee) === 'apply' && isOfFunction(node)) {
    const [, list] = given;
    const nodes = list === undefined ? [] : [{ type: 'SpreadElement', argument: list } as Node];
    return { kind: 'arguments', module, nodes };
  }
  const name = nameOf(node.callee) ?? '';
  const own = isOfFunction(node) || PASSES_ON.test(name) ? 1 : /^set(Timeout|Interval)$/.test(name) ? 2 : null;
  if (own === null) return elementsGiven(module, node);
  return given.length > own ? { kind: 'arguments', module, nodes: given.slice(own) } : null;
}
