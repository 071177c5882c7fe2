import type { Node } from '@babel/types';
import { type Call, isInside, madeBy, runsIn } from './channels.js';
import { componentAround } from './effects.js';
import { findFunction } from './find-callback.js';
import { isGivenToNobody } from './given-to-nobody.js';
import type { Module } from './module.js';
import { bare, childrenOf, type FunctionNode, isCall, isFunction, nameOf, receiverOf } from './nodes.js';
import { removals } from './removals.js';

/** The effects that run what their function gives back. Sources: the documentations of React and Svelte. */
const RUNS_WHAT_IS_RETURNED = /^(use\w+|onMount|\$effect)$/;

/** Functions that run what they are given when a component goes. Sources: those of Vue, VueUse, Svelte and Solid. */
const AT_THE_END: ReadonlySet<string> = new Set([
  ...['onUnmounted', 'onBeforeUnmount', 'onDeactivated', 'onScopeDispose', 'onWatcherCleanup', 'tryOnScopeDispose'],
  ...['tryOnUnmounted', 'tryOnBeforeUnmount', 'onDestroy', 'onCleanup', 'useUnmount'],
]);

/** What is often run in a clean-up and takes no channel away. */
const HARMLESS =
  /^(clear\w*(Timeout|Interval|Immediate|Timers?|Cache|Data)|cancel(AnimationFrame|IdleCallback)|removeEventListener|abort|log|info|warn|error|set[A-Z]\w*)$/;

/**
 * Whether what encloses an effect takes a channel away anywhere, or runs a clean-up that may: whichever channel it is, the
 * author thought of it.
 * @param setUp the function that the channel is made in
 * @param channel the channel, if what is known to be of another is to be left out
 */
export function isCleanedUp(
  module: Module,
  effect: Node,
  setUp: FunctionNode | null,
  channel: Call | null = null,
): boolean {
  const component = componentAround(module, effect);
  const isTaken = removals(module).some((node) => {
    const isNear = component === null || isInside(node, component) || (setUp !== null && isInside(node, setUp));
    return isNear && !isGivenToNobody(module, node) && !isOfAnother(module, node, channel);
  });
  if (isTaken) return true;
  const seen = new Set<Node>(removals(module).filter((node) => isOfAnother(module, node, channel)));
  return cleanUpsOf(module, effect, component).some((node) => mayRemove(module, node, seen));
}

/** Whether a call removes a channel that has a name of its own, and is another. */
function isOfAnother(module: Module, node: Node, channel: Call | null): boolean {
  if (channel === null || !isCall(node)) return false;
  const name = nameOf(node.callee);
  const removed =
    name === 'unsubscribe' ? receiverOf(node.callee) : name === 'removeChannel' ? node.arguments[0] : null;
  const inner = removed ? bare(removed) : null;
  const declared = inner?.type === 'Identifier' ? module.find(inner.name, inner) : null;
  if (declared?.kind !== 'variable' || declared.writes.length > 0 || declared.steps.length > 0) return false;
  const made = declared.node.init ? madeBy(declared.node.init) : null;
  return made !== null && made !== channel;
}

function cleanUpsOf(module: Module, effect: Node, component: Node | null): readonly Node[] {
  const atTheEnd = [...AT_THE_END]
    .flatMap((name) => module.calls.get(name) ?? [])
    .filter((node) => component === null || isInside(node, component))
    .flatMap((node) => (isCall(node) ? node.arguments : []));
  if (!isCall(effect) || !RUNS_WHAT_IS_RETURNED.test(nameOf(effect.callee) ?? '')) return atTheEnd;
  const [callback] = effect.arguments;
  const run = callback === undefined ? null : findFunction(module, callback);
  return run === null ? atTheEnd : [...atTheEnd, ...returnedBy(module, run)];
}

/** What a function gives back, at each of its ends. */
function returnedBy(module: Module, of: FunctionNode): readonly Node[] {
  if (of.async === true) return [];
  if (of.body.type !== 'BlockStatement') return [of.body];
  const found: Node[] = [];
  const open: Node[] = [of.body];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'ReturnStatement' && node.argument && runsIn(module, node) === of) found.push(node.argument);
    if (!isFunction(node)) open.push(...childrenOf(node));
  }
  return found;
}

/** Whether a clean-up may take a channel away: it calls something that is not known to do anything else. */
function mayRemove(module: Module, node: Node, seen: Set<Node>): boolean {
  const inner = bare(node);
  if (seen.has(inner)) return false;
  seen.add(inner);
  const run = findFunction(module, inner);
  if (run !== null && run !== inner) return mayRemove(module, run, seen);
  if (run !== null) return callsIn(run).some((call) => mayCallRemove(module, call, seen));
  switch (inner.type) {
    case 'ConditionalExpression':
      return [inner.consequent, inner.alternate].some((one) => mayRemove(module, one, seen));
    case 'LogicalExpression':
      return [inner.left, inner.right].some((one) => mayRemove(module, one, seen));
    case 'CallExpression':
    case 'OptionalCallExpression':
      return givesCleanUp(module, inner, seen);
    case 'Identifier':
      return inner.name !== 'undefined' && mayNameRemove(module, inner, seen);
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return true;
    default:
      return false;
  }
}

function mayCallRemove(module: Module, call: Extract<Node, { callee: unknown }>, seen: Set<Node>): boolean {
  if (!isCall(call) || seen.has(call)) return false;
  if (HARMLESS.test(nameOf(call.callee) ?? '')) return false;
  return mayRemove(module, call.callee, seen);
}

/** Whether what a call gives back may take a channel away; a channel itself is none of that. */
function givesCleanUp(module: Module, call: Extract<Node, { callee: unknown }>, seen: Set<Node>): boolean {
  if (!isCall(call)) return false;
  if (/^(channel|on|subscribe)$/.test(nameOf(call.callee) ?? '')) return false;
  const run = findFunction(module, call.callee);
  return run === null || returnedBy(module, run).some((one) => mayRemove(module, one, seen));
}

function mayNameRemove(module: Module, node: Extract<Node, { type: 'Identifier' }>, seen: Set<Node>): boolean {
  const declared = module.find(node.name, node);
  if (declared?.kind !== 'variable' || declared.writes.length > 0 || declared.steps.length > 0) return true;
  return declared.node.init ? mayRemove(module, declared.node.init, seen) : true;
}

function callsIn(of: FunctionNode): readonly Extract<Node, { callee: unknown }>[] {
  const found: Extract<Node, { callee: unknown }>[] = [];
  const open: Node[] = [of.body];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isCall(node)) found.push(node);
    open.push(...childrenOf(node));
  }
  return found;
}
