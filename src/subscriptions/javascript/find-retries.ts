import type { Node } from '@babel/types';
import { type Call, isInside, runsIn } from './channels.js';
import { isOfOwnClient } from './clients.js';
import { findFunction } from './find-callback.js';
import type { Repeated } from './find-set-up-again.js';
import { functionNames } from './function-names.js';
import { isAfterAsking } from './guards.js';
import type { Module } from './module.js';
import { callsOn, nameGiven } from './named-channels.js';
import { childrenOf, type FunctionNode, isCall, nameOf } from './nodes.js';
import { isOnlyOnClosed } from './only-on-closed.js';
import { removals } from './removals.js';

/** Set up again by the handler of its own status, or of the system's messages, without being taken away. */
export function findRetry(module: Module, channel: Call): Repeated | null {
  const around = runsIn(module, channel);
  if (around === null || isOfOwnClient(module, channel, around)) return null;
  if (isAfterAsking(module, channel)) return null;
  const names = functionNames(module, around);
  for (const handler of handlersOf(module, channel)) {
    const retry = retryIn(module, handler, names, new Set([around]));
    if (retry === null) continue;
    const isRemoved = removals(module).some((node) => isInside(node, around));
    if (!isRemoved) return { when: 'retry', at: retry, first: channel, firstIn: module };
  }
  return null;
}

/** What the chain of a channel is to run when its status changes or the server sends a message. */
function handlersOf(module: Module, channel: Call): readonly Node[] {
  const handlers: Node[] = [];
  for (const outer of module.around(channel)) {
    if (isCall(outer)) handlers.push(...outer.arguments.filter((argument) => !isInside(channel, argument)));
    else if (outer.type !== 'MemberExpression' && outer.type !== 'OptionalMemberExpression') break;
  }
  const named = nameGiven(module, channel);
  if (named === null) return handlers;
  for (const name of ['on', 'subscribe'] as const) {
    for (const call of callsOn(module, named, name)) handlers.push(...call.arguments);
  }
  return handlers;
}

/**
 * Where a handler comes to a function of one of these names, itself or by a function of the file that takes no channel away:
 * called, or handed to something that calls it, such as setTimeout.
 */
function retryIn(module: Module, handler: Node, names: ReadonlySet<string>, seen: Set<FunctionNode>): Node | null {
  const run = findFunction(module, handler);
  if (handler.type === 'Identifier' && names.has(handler.name)) return handler;
  if (run !== null && (seen.has(run) || removals(module).some((node) => isInside(node, run)))) return null;
  if (run !== null) seen.add(run);
  const within = run ?? handler;
  const open: Node[] = [within];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const name = isCall(node) ? nameOf(node.callee) : null;
    if (isCall(node) && name !== null) {
      const given = RUNS_WHAT_IT_IS_GIVEN.test(name) ? node.arguments.filter((one) => one.type === 'Identifier') : [];
      const isMeant = [node.callee, ...given].some(
        (one) => names.has(nameOf(one) ?? '') || (findFunction(module, one) && retryIn(module, one, names, seen)),
      );
      // A channel that is closed is gone by then.
      if (isMeant && !isOnlyOnClosed(module, node, within)) return node;
    }
    open.push(...childrenOf(node).toReversed());
  }
  return null;
}

const RUNS_WHAT_IT_IS_GIVEN = /^(setTimeout|setInterval|queueMicrotask|requestAnimationFrame|debounce|backoff|retry)$/;
