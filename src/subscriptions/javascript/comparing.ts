import type { Node } from '@babel/types';
import type { BindingHazard } from '../../model/source.js';
import { placesOf } from './called-here.js';
import { callsOf } from './calls-of.js';
import { areAlternatives, type Call, isExecutor, isInside, placeOfName, runsIn } from './channels.js';
import { findFunction } from './find-callback.js';
import type { Module } from './module.js';
import { type FunctionNode, isCall, nameOf } from './nodes.js';

type When = BindingHazard['when'];

/** How many functions lead to `.on`, and how many places may lead to each: what is led to from more is not followed. */
const MOST_FUNCTIONS = 4;
const MOST_PLACES = 20;

/**
 * When a node runs, seen from `.subscribe()`; null when it may well run before.
 * @param node `.on`, or what runs the function that it stands in
 * @param values what the channel's name is given; null when that is not known
 */
export function comparing(
  module: Module,
  node: Node,
  subscribe: Call,
  values: readonly Node[] | null,
  seen: readonly FunctionNode[] = [],
): When | null {
  const inStatus = subscribe.arguments.find((argument) => isInside(node, argument));
  if (inStatus !== undefined) return isOnError(module, node, inStatus) ? 'rejoin' : 'subscribed';
  const handler = handlerOf(module, subscribe, node);
  if (handler !== null) {
    const isElsewhere = (place: Node): boolean => !subscribe.arguments.some((argument) => isInside(place, argument));
    const others = [...placesOf(module, handler), ...callsOf(module, new Set([handler]))].filter(isElsewhere);
    const known = [...seen, handler];
    const isRunBefore = others.some(
      (place) =>
        !known.some((one) => isInside(place, one)) && comparing(module, place, subscribe, values, known) === null,
    );
    if (isRunBefore) return null;
    return isOnError(module, node, handler) ? 'rejoin' : 'subscribed';
  }
  if (areAlternatives(module, subscribe, node)) return null;
  const where = runsIn(module, subscribe);
  const isAfter = placeOf(node) > placeOfName(subscribe);
  const run = runsIn(module, node);
  if (run === where) {
    if (!isAfter) return null;
    return isAwaitedBetween(module, subscribe, node) ? 'subscribed' : 'same-tick';
  }
  const isWithin = isAfter && (where === null || isInside(node, where));
  const places = run === null || isInside(subscribe, run) ? [] : placesOf(module, run);
  if (run !== null && isAnsweredAfter(module, run, subscribe)) return 'subscribed';
  // In a function within that is named nowhere: it was made before, and runs later.
  if (run === null || places.length === 0) return isWithin ? 'subscribed' : null;
  if (places.length > MOST_PLACES || seen.length > MOST_FUNCTIONS) return null;
  const known = [...seen, run];
  const found = places
    .filter((place) => !known.some((one) => isInside(place, one)))
    .map((place) => {
      const when = comparing(module, place, subscribe, values, known);
      return when === null && isAwaitedBefore(module, node, run) && isGoneBy(module, place, subscribe)
        ? 'subscribed'
        : when;
    });
  // Where one may run before it, the text proves nothing about the others.
  if (found.length === 0 || found.includes(null)) return null;
  if (!isWithin && !isGivenOnce(module, values, subscribe)) return null;
  const isAtOnce = places.some((place, index) => found[index] === 'same-tick' && isCalled(module, place));
  if (isAtOnce && !isAwaitedBefore(module, node, run)) return 'same-tick';
  return found.every((when) => when === 'rejoin') ? 'rejoin' : 'subscribed';
}

/** What runs a function later, when the code around it has ended. */
const RUNS_LATER = /^(then|catch|finally|on|setTimeout|setInterval|queueMicrotask|addEventListener)$/;

/** Whether a function is handed to what runs it later, and a channel is subscribed before that. */
function isAnsweredAfter(module: Module, run: FunctionNode, subscribe: Call): boolean {
  const outer = module.parentOf(run);
  if (!isCall(outer) || isInside(subscribe, run) || !RUNS_LATER.test(nameOf(outer.callee) ?? '')) return false;
  return isGoneBy(module, outer, subscribe);
}

/** Whether a call is left behind unfinished when the channel is subscribed further down in the same run. */
function isGoneBy(module: Module, call: Node, subscribe: Call): boolean {
  const where = runsIn(module, subscribe);
  if (runsIn(module, call) !== where || placeOf(call) > placeOfName(subscribe)) return false;
  return !module.awaits.some(
    (one) =>
      runsIn(module, one) === where &&
      (isInside(call, one) || (one.start ?? 0) > (call.end ?? 0)) &&
      (one.end ?? 0) <= placeOfName(subscribe),
  );
}

/** The function of a name that the status is told to, where a node stands in it. */
function handlerOf(module: Module, subscribe: Call, node: Node): FunctionNode | null {
  for (const argument of subscribe.arguments) {
    const handler = findFunction(module, argument);
    if (handler !== null && isInside(node, handler) && !isInside(subscribe, handler)) return handler;
  }
  return null;
}

/** Whether a channel's name is worth one channel, which it has where it is subscribed. */
function isGivenOnce(module: Module, values: readonly Node[] | null, subscribe: Call): boolean {
  const [value, ...others] = values ?? [];
  if (value === undefined || others.length > 0) return false;
  const isInit = module.parentOf(value)?.type === 'VariableDeclarator';
  return isInit || runsIn(module, value) === runsIn(module, subscribe);
}

function isCalled(module: Module, place: Node): boolean {
  const outer = module.parentOf(place);
  return isCall(outer) && outer.callee === place;
}

/** Whether a place in a status handler is reached only when the channel has failed. */
function isOnError(module: Module, node: Node, handler: Node): boolean {
  for (const outer of module.around(node)) {
    if (outer === handler) return false;
    const test = outer.type === 'IfStatement' || outer.type === 'SwitchCase' ? outer.test : null;
    if (test && /CHANNEL_ERROR|TIMED_OUT|CLOSED/.test(module.textOf(test))) return true;
  }
  return false;
}

/** Whether something is waited for between two nodes of one function. */
export function isAwaitedBetween(module: Module, from: Node, to: Node): boolean {
  const where = runsIn(module, to);
  return module.awaits.some((node) => {
    const isAfter = (node.start ?? 0) > (from.end ?? 0) || isPromisedIn(module, from, node);
    return isAfter && (node.end ?? 0) <= (to.end ?? 0) && runsIn(module, node) === where;
  });
}

/** Whether a node runs in a promise that is waited for: `await new Promise((resolve) => channel.subscribe(resolve))`. */
function isPromisedIn(module: Module, node: Node, awaited: Node): boolean {
  const around = module.functionAround(node);
  return around !== null && isExecutor(module, around) && isInside(around, awaited);
}

function isAwaitedBefore(module: Module, node: Node, run: FunctionNode): boolean {
  return module.awaits.some(
    (one) => isInside(one, run) && (one.end ?? 0) <= (node.end ?? 0) && runsIn(module, one) === run,
  );
}

function placeOf(node: Node): number {
  return isCall(node) ? placeOfName(node) : (node.start ?? 0);
}
