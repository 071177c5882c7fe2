import type { Node } from '@babel/types';
import { type Call, type Chain, chainOfValue, placeOfName, type Root, runsIn } from './channels.js';
import { findFunction } from './find-callback.js';
import type { Module } from './module.js';
import { bare, type FunctionNode, isCall, keyOf, receiverOf } from './nodes.js';
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
    return [...(declared.node.init ? [declared.node.init] : []), ...declared.writes].filter(isSomething);
  }
  const owner = receiverIn(module, call);
  if (owner === null) return null;
  const key = keyOf(owner.property, owner.computed);
  if (key === null) return null;
  if (owner.object.type === 'ThisExpression') return (module.thisWrites.get(key) ?? []).filter(isSomething);
  const declared = owner.object.type === 'Identifier' ? module.find(owner.object.name, owner.object) : null;
  return (declared?.propertyWrites.get(key) ?? []).filter(isSomething);
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

function isSomething(node: Node): boolean {
  return node.type !== 'NullLiteral' && !(node.type === 'Identifier' && node.name === 'undefined');
}

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

/** What a name was given last before `.on`, in the same run. */
export function lastGiven(module: Module, values: readonly Node[], on: Call): Node | null {
  const place = placeOfName(on);
  const run = runsIn(module, on);
  return values.findLast((value) => (value.end ?? 0) <= place && runsIn(module, value) === run) ?? null;
}
