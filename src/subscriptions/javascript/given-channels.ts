import type { Node } from '@babel/types';
import { type Call, type Chain, chainOfValue, placeOfName, type Root, runsIn } from './channels.js';
import { findFunction } from './find-callback.js';
import type { Module } from './module.js';
import { bare, type FunctionNode, isCall, isClass, keyOf, receiverOf } from './nodes.js';
import type { Project } from './project.js';

/**
 * What the name or the property before a call is given anywhere in its module; null when it may be given something
 * elsewhere.
 */
export function valuesOf(module: Module, call: Call, root: Root): readonly Node[] | null {
  if (root.kind === 'channel') return null;
  if (root.kind === 'name') {
    const { declared } = root;
    if (root.module !== module || declared.kind !== 'variable' || declared.steps.length > 0) return null;
    return somethingOf(declared.writes, declared.node.init ?? null);
  }
  const owner = receiverIn(module, call);
  if (owner === null) return null;
  const key = keyOf(owner.property, owner.computed);
  if (key === null) return null;
  if (owner.object.type === 'ThisExpression') return somethingOf(writesToThis(module, owner, key));
  const declared = owner.object.type === 'Identifier' ? module.find(owner.object.name, owner.object) : null;
  return somethingOf(declared?.additions?.propertyWrites.get(key) ?? []);
}

/** What a property of `this` is given in the class of a node. */
function writesToThis(module: Module, node: Node, key: string): readonly Node[] {
  const all = module.writes.toThis.get(key) ?? [];
  if (module.classes.length < 2) return all;
  const classOf = (one: Node): Node | undefined => [...module.around(one)].find(isClass);
  const own = classOf(node);
  return all.filter((one) => classOf(one) === own);
}

/** The property that a chain of calls begins with. */
function receiverIn(module: Module, call: Call): Extract<Node, { type: 'MemberExpression' }> | null {
  let at: Node | null = receiverOf(call.callee);
  for (; at !== null && isCall(bare(at)); ) {
    const inner: Node = bare(at);
    at = isCall(inner) ? receiverOf(inner.callee) : null;
  }
  const owner = at === null ? null : bare(at);
  return owner?.type === 'MemberExpression' && module.parentOf(owner) !== null ? owner : null;
}

/** What is given to a name but nothing, in the order of the text. A name may be asked for by each of many bindings. */
function somethingOf(writes: readonly Node[], first: Node | null = null): readonly Node[] {
  const known = SOMETHING.get(writes);
  if (known !== undefined) return known;
  const all = first === null ? writes : [first, ...writes];
  const found = all.filter(
    (node) => node.type !== 'NullLiteral' && !(node.type === 'Identifier' && node.name === 'undefined'),
  );
  SOMETHING.set(writes, found);
  return found;
}

const SOMETHING = new WeakMap<readonly Node[], readonly Node[]>();

/** The chain that a value is the end of, also by a function of this module that gives one back. */
export function chainGiven(project: Project, module: Module, value: Node): Chain | null {
  const chain = chainOfValue(project, module, value);
  if (chain !== null) return chain;
  const inner = bare(value);
  const run = isCall(inner) ? findFunction(module, inner.callee) : null;
  const back = run === null ? null : onlyReturned(run);
  return back === null ? null : chainOfValue(project, module, back);
}

/** What a function gives back when it does nothing but that. */
function onlyReturned({ body, async }: FunctionNode): Node | null {
  if (async === true) return null;
  if (body.type !== 'BlockStatement') return body;
  const [only, ...others] = body.body;
  return only?.type === 'ReturnStatement' && others.length === 0 ? (only.argument ?? null) : null;
}

/** How many places of one channel are compared with a binding. */
const MOST_COMPARED = 50;

/** What a name was given last before `.on`, in the same run. */
export function lastGiven(module: Module, values: readonly Node[], on: Call): Node | null {
  const run = runsIn(module, on);
  const before = firstBehind(values, placeOfName(on));
  const near = values.slice(Math.max(0, before - MOST_COMPARED), before);
  return near.findLast((value) => runsIn(module, value) === run) ?? null;
}

/** The places from one on, as many as are looked at. @param nodes in the order of the text */
export function nearest<T extends Node>(nodes: readonly T[], place: number): readonly T[] {
  const from = firstBehind(nodes, place);
  return nodes.slice(from, from + MOST_COMPARED);
}

/** The index of the first node that ends behind a place. */
function firstBehind(nodes: readonly Node[], place: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.end ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
