import type { Node } from '@babel/types';
import type { Declaration } from './declarations.js';
import { givenTo } from './given.js';
import type { Module } from './module.js';
import { bare, type FunctionNode, isCall, isFunction, nameOf, receiverOf } from './nodes.js';
import type { Project } from './project.js';

export type Call = Extract<Node, { type: 'CallExpression' | 'OptionalCallExpression' }>;

/** What a chain of calls such as `supabase.channel('a').on(...).subscribe()` begins with. */
export type Root =
  /** The call of `.channel()` itself. */
  | { readonly kind: 'channel'; readonly node: Call }
  /** A name, in the module that declares it. */
  | { readonly kind: 'name'; readonly module: Module; readonly declared: Declaration }
  /** A property, such as `this.channel` or `channelRef.current`, by its text. */
  | { readonly kind: 'property'; readonly text: string };

/** A chain up to one of its calls: what it begins with, and the calls before that one, the first first. */
export interface Chain {
  readonly root: Root;
  readonly before: readonly Call[];
}

/** The chain that a call of a channel's method belongs to; null when it is no chain of a channel. */
export function chainOf(project: Project, module: Module, call: Call): Chain | null {
  const before: Call[] = [];
  for (let at: Node | null = receiverOf(call.callee); at !== null; ) {
    const node = bare(at);
    if (isCall(node)) {
      const name = nameOf(node.callee);
      if (name === 'channel') return { root: { kind: 'channel', node }, before };
      if (name !== 'on' && name !== 'subscribe') return null;
      before.unshift(node);
      at = receiverOf(node.callee);
      continue;
    }
    const root = rootOf(project, module, node);
    return root && { root, before };
  }
  return null;
}

function rootOf(project: Project, module: Module, node: Node): Root | null {
  if (node.type === 'Identifier') {
    const declared = module.find(node.name, node);
    if (declared?.kind !== 'import') return declared && { kind: 'name', module, declared };
    const other = project.imported(declared.source, module);
    const exported = other?.exports.get(declared.imported);
    const there = exported?.kind === 'name' ? other?.top(exported.name) : null;
    return other && there ? { kind: 'name', module: other, declared: there } : null;
  }
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return null;
  return { kind: 'property', text: module.textOf(node).replaceAll('?.', '.') };
}

/** The chain that a value is the end of: `supabase.channel('a').on().subscribe()`; null for any other value. */
export function chainOfValue(project: Project, module: Module, value: Node): Chain | null {
  const node = bare(value);
  if (!isCall(node)) return null;
  if (nameOf(node.callee) === 'channel') return { root: { kind: 'channel', node }, before: [] };
  const chain = chainOf(project, module, node);
  return chain && { ...chain, before: [...chain.before, node] };
}

/** The same for two chains of one channel. */
export function keyOfRoot(root: Root): unknown {
  if (root.kind === 'channel') return root.node;
  return root.kind === 'name' ? root.declared : root.text;
}

/** Where the last name of a call stands: `.on` of a long chain, rather than the chain's first line. */
export function placeOfName(call: Call): number {
  const callee = bare(call.callee);
  const property =
    callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression' ? callee.property : callee;
  return property.start ?? 0;
}

/** The function that a node runs in: one that is run on the spot, for each element, by a promise or at once, is not another. */
export function runsIn(module: Module, node: Node): FunctionNode | null {
  let around = module.functionAround(node);
  while (around !== null && (givenTo(module, around) !== null || isExecutor(module, around))) {
    around = module.functionAround(around);
  }
  return around;
}

/** Whether a function is what `new Promise` runs at once. */
export function isExecutor(module: Module, of: FunctionNode): boolean {
  const outer = module.parentOf(of);
  return outer?.type === 'NewExpression' && outer.arguments[0] === of && nameOf(outer.callee) === 'Promise';
}

/** Whether a node is another of its module or stands in it, by where they begin and end: many are asked about. */
export function isInside(node: Node, outer: Node): boolean {
  return (outer.start ?? 0) <= (node.start ?? 0) && (node.end ?? 0) <= (outer.end ?? 0);
}

/** Whether one of two nodes runs only when the other does not: the two sides of a condition, or cases of a switch. */
export function areAlternatives(module: Module, one: Node, other: Node): boolean {
  let inner: Node = one;
  for (const outer of module.around(one)) {
    if (isFunction(outer)) return false;
    if (CONDITIONS.has(outer.type) && isInside(other, outer) && !isInside(other, inner)) return true;
    // What runs on a condition need not have run, and may have ended the function.
    if (CONDITIONS.has(outer.type) && !isInside(other, outer)) return true;
    inner = outer;
  }
  return false;
}

const CONDITIONS: ReadonlySet<string> = new Set([
  ...['IfStatement', 'ConditionalExpression', 'SwitchCase', 'CatchClause', 'LogicalExpression'],
]);
