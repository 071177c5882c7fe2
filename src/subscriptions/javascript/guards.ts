import type { Node } from '@babel/types';
import { isInside, runsIn } from './channels.js';
import type { Declaration } from './declarations.js';
import type { Module } from './module.js';
import { bare, childrenOf, type FunctionNode, isCall, isFunction, nameOf, receiverOf } from './nodes.js';
import { conditionsOf } from './rule-out.js';

/** What puts a note into a list, a set or a map. */
const NOTES: readonly string[] = ['set', 'add', 'push'];

/**
 * Whether a node runs only as long as a note says that it has not run: `if (channel) return; channel = ...`,
 * `if (!open.has(topic)) open.set(topic, ...)`, `channel ??= ...`, `once(() => ...)`, or as long as the client has no such channel.
 * @param life what runs again: a note that is made in it is new each time
 */
export function isGuarded(module: Module, node: Node, life: Node | null): boolean {
  const around = runsIn(module, node);
  if (around === null) return false;
  const giving = module.parentOf(around);
  if (isCall(giving) && nameOf(giving.callee) === 'once') return true;
  const tests = testsOf(module, node).filter((test) => isInside(test, around));
  return tests.some((test) => {
    const names = mentions(module, test);
    if (asksForChannels(module, test) || names.some((one) => isNote(module, one, around, life))) return true;
    return names.some((one) => isGlobalNote(module, one, around));
  });
}

/** Whether a node runs only after the client was asked for the channels that it has: which, is left to the author. */
export function isAfterAsking(module: Module, node: Node): boolean {
  const around = runsIn(module, node);
  const tests = around === null ? [] : testsOf(module, node).filter((test) => isInside(test, around));
  return tests.some((test) => asksForChannels(module, test));
}

/** What is looked at before a node is run: tests, and what stands before `??`, `??=` and `||=`. */
function testsOf(module: Module, node: Node): readonly Node[] {
  const tests = conditionsOf(module, node).map(({ test }) => test);
  for (const outer of module.around(node)) {
    if (isFunction(outer)) break;
    const isOr = outer.type === 'AssignmentExpression' && /^(\?\?|\|\|)=$/.test(outer.operator);
    if (isOr || (outer.type === 'LogicalExpression' && outer.operator === '??')) {
      if (!isInside(node, outer.left)) tests.push(outer.left);
    }
  }
  return tests;
}

/** How many names lead from a test to what it looks at. */
const MOST_NAMES = 3;

/** The states of a channel. Source: realtime-js, lib/constants.ts. */
const STATES: ReadonlySet<string> = new Set(['closed', 'errored', 'joined', 'joining', 'leaving']);

/** Whether a test looks at `supabase.getChannels()` or at a channel's state, also through names and functions. */
function asksForChannels(module: Module, test: Node, names = 0): boolean {
  const open: Node[] = [test];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isCall(node) && nameOf(node.callee) === 'getChannels') return true;
    if (node.type === 'StringLiteral' && STATES.has(node.value)) return true;
    const declared = node.type === 'Identifier' && names < MOST_NAMES ? module.find(node.name, node) : null;
    const value = declared?.kind === 'variable' ? declared.node.init : declared?.kind === 'function' && declared.node;
    if (value && asksForChannels(module, value, names + 1)) return true;
    open.push(...childrenOf(node));
  }
  return false;
}

/** The names and the properties of `this` and of what is global that a test looks at, also in what was looked up before. */
function mentions(module: Module, test: Node): readonly Node[] {
  const found: Node[] = [];
  // It grows by what is in each.
  const open = new Set<Node>([test]);
  for (const node of open) {
    const owner = ownerOf(node);
    const isOwn = owner?.type === 'ThisExpression' || (owner?.type === 'Identifier' && GLOBALS.has(owner.name));
    if (node.type === 'Identifier' || isOwn) found.push(node);
    for (const one of node.type === 'Identifier' ? lookedUp(module, node) : childrenOf(node)) open.add(one);
  }
  return found;
}

/** `open.get(topic)` behind the name that it is given to. */
function lookedUp(module: Module, node: Extract<Node, { type: 'Identifier' }>): readonly Node[] {
  const declared = module.find(node.name, node);
  const init = declared?.kind === 'variable' ? declared.node.init : null;
  return isCall(init) && LOOKS_UP.test(nameOf(init.callee) ?? '') ? childrenOf(init) : [];
}

const LOOKS_UP = /^(get|has|find|some|includes)$/;

const GLOBALS: ReadonlySet<string> = new Set(['window', 'globalThis', 'global', 'self']);

/** Whether a test looks at a property of what is global, such as `window.channel`, which is given something there. */
function isGlobalNote(module: Module, node: Node, around: FunctionNode): boolean {
  const key = globalKey(module, node);
  if (key === null) return false;
  const open: Node[] = [around.body];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (one.type === 'AssignmentExpression' && globalKey(module, one.left) === key) return true;
    open.push(...childrenOf(one));
  }
  return false;
}

function globalKey(module: Module, node: Node): string | null {
  const inner = bare(node);
  const owner = ownerOf(inner);
  const isGlobal = owner?.type === 'Identifier' && GLOBALS.has(owner.name) && module.find(owner.name, owner) === null;
  return isGlobal ? nameOf(inner) : null;
}

/** What a property is of; null for what is none. */
function ownerOf(node: Node): Node | null {
  return node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression' ? bare(node.object) : null;
}

function isNote(module: Module, node: Node, around: Node, life: Node | null): boolean {
  const isWithin = (one: Node): boolean => isInside(one, around);
  if (node.type === 'MemberExpression') {
    if (node.object.type !== 'ThisExpression') return false;
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
