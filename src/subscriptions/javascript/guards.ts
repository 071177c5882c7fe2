import type { Node } from '@babel/types';
import { isInside, runsIn } from './channels.js';
import type { Declaration } from './declarations.js';
import type { Module } from './module.js';
import { bare, childrenOf, isCall, nameOf, receiverOf } from './nodes.js';
import { conditionsOf } from './rule-out.js';

/** What puts a note into a list, a set or a map. */
const NOTES: readonly string[] = ['set', 'add', 'push'];

/**
 * Whether a node runs only as long as a note says that it has not run: `if (channel) return; channel = ...`,
 * `if (!open.has(topic)) open.set(topic, ...)`.
 * @param life what runs again: a note that is made in it is new each time
 */
export function isGuarded(module: Module, node: Node, life: Node | null): boolean {
  const around = runsIn(module, node);
  if (around === null) return false;
  const tests = conditionsOf(module, node).filter(({ test }) => isInside(test, around));
  return tests.some(({ test }) => mentions(test).some((one) => isNote(module, one, around, life)));
}

/** The names and the properties of `this` that a test looks at. */
function mentions(test: Node): readonly Node[] {
  const found: Node[] = [];
  const open: Node[] = [test];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const isOwn = node.type === 'MemberExpression' && node.object.type === 'ThisExpression';
    if (node.type === 'Identifier' || isOwn) found.push(node);
    open.push(...childrenOf(node));
  }
  return found;
}

function isNote(module: Module, node: Node, around: Node, life: Node | null): boolean {
  const isWithin = (one: Node): boolean => isInside(one, around);
  if (node.type === 'MemberExpression') {
    // An object's properties are new with the object, and go with it.
    if (life !== null && life !== around) return false;
    const given = module.writes.toThis.get(nameOf(node) ?? '') ?? [];
    return given.some(isWithin) || isNotedIn(module, module.textOf(node), isWithin);
  }
  const declared = node.type === 'Identifier' ? module.find(node.name, node) : null;
  if (declared === null || node.type !== 'Identifier' || isMadeIn(declared, life)) return false;
  const given = [...declared.writes, ...[...(declared.additions?.propertyWrites.values() ?? [])].flat()];
  return given.some(isWithin) || isNotedIn(module, node.name, isWithin);
}

function isNotedIn(module: Module, owner: string, isWithin: (one: Node) => boolean): boolean {
  return NOTES.flatMap((name) => module.calls.get(name) ?? []).some((call) => {
    const receiver = isCall(call) ? receiverOf(call.callee) : null;
    return receiver !== null && isWithin(call) && module.textOf(bare(receiver)) === owner;
  });
}

function isMadeIn(declared: Declaration, life: Node | null): boolean {
  if (declared.kind === 'parameter') return life !== null && isInside(declared.of, life);
  return declared.kind === 'variable' && life !== null && isInside(declared.node, life);
}
