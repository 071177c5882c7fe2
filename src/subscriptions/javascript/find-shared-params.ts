import type { Node } from '@babel/types';
import { type Call, chainOf, isInside, runsIn } from './channels.js';
import type { Declaration } from './declarations.js';
import type { Hazard } from './hazard.js';
import type { Module } from './module.js';
import { bare, isCall, isFunction, nameOf, receiverOf } from './nodes.js';
import type { Project } from './project.js';

/** One object of parameters that is changed between two bindings, or before the server has answered the first. */
export function findSharedParams(project: Project, module: Module, ons: readonly Call[]): readonly Hazard[] {
  const shared = new Map(ons.map((on) => [on, sharedObject(module, on)]));
  return ons.flatMap((on): readonly Hazard[] => {
    const declared = shared.get(on) ?? null;
    if (declared === null) return [];
    const others = ons.filter((other) => other !== on && shared.get(other) === declared);
    const writes = writesTo(module, declared);
    const channel = chainOf(project, module, on)?.root ?? null;
    const made = (when: Hazard['when'], write: Node): readonly Hazard[] => [
      { kind: 'shared-params', when, channel, at: on, first: write, firstIn: module, via: [] },
    ];
    const inLoop = writes.find((write) => isInOneLoop(module, on, write, declared));
    if (inLoop !== undefined) return made('same-tick', inLoop);
    const between = writes.find((write) => others.some((other) => isBetween(write, other, on)));
    if (between !== undefined) return made('same-tick', between);
    const later = writes.find((write) => isLater(module, on, write));
    return later === undefined ? [] : made('subscribed', later);
  });
}

type Variable = Extract<Declaration, { kind: 'variable' }>;

/** The name of the object that a binding takes its parameters from. */
function sharedObject(module: Module, on: Call): Variable | null {
  const options = on.arguments[1];
  const inner = options === undefined ? null : bare(options);
  const changed = inner === null ? null : changedByAssign(inner);
  const named = changed ?? inner;
  const declared = named?.type === 'Identifier' ? module.find(named.name, named) : null;
  return declared?.kind === 'variable' && writesTo(module, declared).length > 0 ? declared : null;
}

/** Where the object is changed: by its properties, or by `Object.assign(object, ...)`. */
function writesTo(module: Module, declared: Variable): readonly Node[] {
  const known = WRITES.get(declared);
  if (known !== undefined) return known;
  const assigned = (module.calls.get('assign') ?? []).filter((call) => {
    const changed = changedByAssign(call);
    return changed !== null && module.find(changed.name, changed) === declared;
  });
  // What is made anew from itself, `params = { ...params, table }`, is another object each time.
  const written = [...(declared.additions?.propertyWrites.values() ?? [])].flat();
  const changed = written.filter((value) => module.parentOf(value)?.type !== 'ObjectProperty');
  const writes = [...changed, ...assigned];
  WRITES.set(declared, writes);
  return writes;
}

const WRITES = new WeakMap<Variable, readonly Node[]>();

/** The object that `Object.assign` changes and gives back, where it has a name. */
function changedByAssign(node: Node): Extract<Node, { type: 'Identifier' }> | null {
  if (!isCall(node) || nameOf(node.callee) !== 'assign') return null;
  const receiver = receiverOf(node.callee);
  const [target] = node.arguments;
  if (receiver === null || nameOf(receiver) !== 'Object' || target === undefined) return null;
  const inner = bare(target);
  return inner.type === 'Identifier' ? inner : null;
}

/** Whether a loop binds and changes the object again and again that was made before it. */
function isInOneLoop(module: Module, on: Node, write: Node, { node }: Variable): boolean {
  for (const outer of module.around(on)) {
    const isLoop =
      LOOPS.has(outer.type) || (isFunction(outer) && runsIn(module, on) !== outer && isRepeated(module, outer));
    if (isLoop && isInside(write, outer) && !isInside(node, outer)) return true;
  }
  return false;
}

function isRepeated(module: Module, node: Node): boolean {
  const parent = module.parentOf(node);
  return parent?.type === 'CallExpression' || parent?.type === 'OptionalCallExpression';
}

const LOOPS: ReadonlySet<string> = new Set([
  ...['ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'DoWhileStatement'],
]);

function isBetween(write: Node, first: Node, second: Node): boolean {
  return (write.start ?? 0) > (first.end ?? 0) && (write.end ?? 0) < (second.end ?? 0);
}

/** Whether a change comes when the bindings are under way: after something was waited for. In one go it is sent with them. */
function isLater(module: Module, on: Node, write: Node): boolean {
  if ((write.start ?? 0) < (on.end ?? 0) || runsIn(module, on) !== runsIn(module, write)) return false;
  return module.awaits.some(
    (node) =>
      (node.start ?? 0) > (on.end ?? 0) &&
      (node.end ?? 0) < (write.start ?? 0) &&
      runsIn(module, node) === runsIn(module, on),
  );
}
