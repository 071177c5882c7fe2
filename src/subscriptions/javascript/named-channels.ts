import type { Node } from '@babel/types';
import type { Call } from './channels.js';
import type { Declaration } from './declarations.js';
import type { Module } from './module.js';
import { bare, isCall, nameOf, receiverOf } from './nodes.js';

/** The calls of a method in a chain that begins with a name. */
export function callsOn(module: Module, named: Declaration, method: 'on' | 'subscribe'): readonly Call[] {
  const known = CALLS_ON[method].get(module);
  if (known !== undefined) return known.get(named) ?? [];
  const found = new Map<Declaration, Call[]>();
  for (const call of module.calls.get(method) ?? []) {
    const begun = isCall(call) ? nameBehind(module, call) : null;
    if (!isCall(call) || begun === null) continue;
    const calls = found.get(begun);
    if (calls === undefined) found.set(begun, [call]);
    else calls.push(call);
  }
  CALLS_ON[method].set(module, found);
  return found.get(named) ?? [];
}

const CALLS_ON = {
  on: new WeakMap<Module, ReadonlyMap<Declaration, readonly Call[]>>(),
  subscribe: new WeakMap<Module, ReadonlyMap<Declaration, readonly Call[]>>(),
};

/** How many calls a chain has that is looked through. */
const LONGEST_CHAIN = 100;

/** The name that a chain of calls begins with. */
function nameBehind(module: Module, call: Call): Declaration | null {
  let at: Node | null = call;
  for (let length = 0; at !== null && length < LONGEST_CHAIN; length += 1) {
    const inner: Node = bare(at);
    if (inner.type === 'Identifier') return module.find(inner.name, inner);
    at = isCall(inner) ? receiverOf(inner.callee) : null;
  }
  return null;
}

/** The name that a channel is given to; null where it has none. */
export function nameGiven(module: Module, channel: Call): Declaration | null {
  for (const outer of module.around(channel)) {
    if (outer.type === 'VariableDeclarator' && outer.id.type === 'Identifier')
      return module.find(outer.id.name, outer.id);
    if (outer.type === 'AssignmentExpression' && outer.left.type === 'Identifier') {
      return module.find(outer.left.name, outer.left);
    }
    if (!isCall(outer) && outer.type !== 'MemberExpression') return null;
  }
  return null;
}

/** Whether the chain that makes a channel subscribes it as well. */
export function subscribesItself(module: Module, channel: Call): boolean {
  for (const outer of module.around(channel)) {
    if (isCall(outer) && nameOf(outer.callee) === 'subscribe') return true;
    if (!isCall(outer) && outer.type !== 'MemberExpression' && outer.type !== 'OptionalMemberExpression') return false;
  }
  return false;
}
