import type { Node } from '@babel/types';
import type { Location } from '../../model/subscription.js';
import { type Call, isInside, runsIn } from './channels.js';
import { isCleanedUp } from './clean-ups.js';
import { isOfClientOfLoop, isOfOwnClient } from './clients.js';
import { componentAround, effectAround, effectCallsOf, isNamedAsComponent } from './effects.js';
import { isOnCondition, type SetUp } from './find-set-ups.js';
import { functionNames } from './function-names.js';
import { isAfterAsking, isGuarded } from './guards.js';
import type { Hazard } from './hazard.js';
import { isLeft, loopAround, mentionsNameOf } from './loops.js';
import type { Module } from './module.js';
import { callsOn, nameGiven } from './named-channels.js';
import { childrenOf, type FunctionNode, isCall, nameOf } from './nodes.js';
import { isOnlyOnClosed } from './only-on-closed.js';
import { removals } from './removals.js';
import { findTwiceAtOnce } from './stand-together.js';

/** The topics that effects of a module set up, by which components that are shown at once may meet. */
export function findSharedTopics(
  setUps: readonly SetUp[],
): readonly { readonly topic: string; readonly location: Location }[] {
  return setUps.flatMap(({ module, channel, topic }) =>
    topic !== null && effectAround(module, channel) !== null ? { topic, location: module.placeOfCall(channel) } : [],
  );
}

/** The set-ups of one module that come a second time while the first stands. */
export function findRepeatedTopics(module: Module, setUps: readonly SetUp[]): readonly Hazard[] {
  const found: Hazard[] = [];
  const byChannel = new Map<Call, SetUp[]>();
  for (const one of setUps) {
    const known = byChannel.get(one.channel);
    if (known === undefined) byChannel.set(one.channel, [one]);
    else known.push(one);
  }
  for (const [channel, all] of byChannel) {
    const topics = new Set(all.map((one) => one.topic));
    const topic = topics.size === 1 ? (all[0]?.topic ?? null) : null;
    const hazard = again(module, channel) ?? retried(module, channel) ?? inLoop(module, channel, topic);
    if (hazard !== null)
      found.push({ ...hazard, kind: 'topic-set-up-twice', channel: null, topic, firstIn: module, via: [] });
  }
  return [...found, ...findTwiceAtOnce(setUps)];
}

type Repeated = Pick<Hazard, 'when' | 'at' | 'first'>;

/** In a loop that takes none away, under a topic that is the same each time. */
function inLoop(module: Module, channel: Call, topic: string | null): Repeated | null {
  const loop = loopAround(module, channel);
  const [named] = channel.arguments;
  if (loop === null || topic === null || named === undefined || mentionsNameOf(module, named, loop)) return null;
  if (isOfClientOfLoop(module, channel, loop)) return null;
  const isOnce = isLeft(loop) || isGuarded(module, channel, loop) || isOnCondition(module, channel, loop);
  if (isOnce || removals(module).some((node) => isInside(node, loop))) return null;
  return { when: 'same-tick', at: channel, first: loop };
}

/** In an effect without a clean-up, or in the body of a component, which runs at each rendering. */
function again(module: Module, channel: Call): Repeated | null {
  const around = runsIn(module, channel);
  if (around !== null && isOfOwnClient(module, channel, around)) return null;
  if (around !== null && isNamedAsComponent(module, around) && isRendered(module, around)) {
    return isGuarded(module, channel, around) ? null : { when: 'again', at: channel, first: around };
  }
  const called = around === null ? [] : effectCallsOf(module, around, functionNames(module, around));
  const effect =
    effectAround(module, channel) ??
    called.find((call) => !isGuarded(module, call, componentAround(module, call))) ??
    null;
  if (effect === null || isCleanedUp(module, effect, around)) return null;
  if (isGuarded(module, channel, componentAround(module, effect) ?? effect)) return null;
  return { when: 'again', at: channel, first: effect };
}

/** Whether a function with a component's name is one: it gives JSX back, or is a hook that uses others. */
function isRendered(module: Module, of: FunctionNode): boolean {
  const hooks = [...module.calls.keys()].filter((name) => /^use[A-Z]/.test(name));
  if (hooks.some((name) => module.calls.get(name)?.some((node) => runsIn(module, node) === of))) return true;
  return /<[A-Za-z>]/.test(module.textOf(of)) && module.source.file.endsWith('x');
}

/** Set up again by the handler of its own status, or of the system's messages, without being taken away. */
function retried(module: Module, channel: Call): Repeated | null {
  const around = runsIn(module, channel);
  if (around === null || isOfOwnClient(module, channel, around)) return null;
  if (isAfterAsking(module, channel)) return null;
  const names = functionNames(module, around);
  for (const handler of handlersOf(module, channel)) {
    // A channel that is closed is gone by then.
    const retry = mentionsIn(handler, names).find((node) => !isOnlyOnClosed(module, node, handler));
    if (retry === undefined) continue;
    const isRemoved = removals(module).some((node) => isInside(node, around));
    if (!isRemoved) return { when: 'retry', at: retry, first: channel };
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

/** Where a function is named in code: called, or handed to something that calls it, such as setTimeout. */
function mentionsIn(within: Node, names: ReadonlySet<string>): readonly Node[] {
  if (within.type === 'Identifier') return names.has(within.name) ? [within] : [];
  const found: Node[] = [];
  const open: Node[] = [within];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const name = isCall(node) ? nameOf(node.callee) : null;
    if (isCall(node) && name !== null) {
      const given = node.arguments.find((argument) => argument.type === 'Identifier' && names.has(argument.name));
      if (names.has(name) || (given !== undefined && RUNS_WHAT_IT_IS_GIVEN.test(name))) found.push(node);
    }
    open.push(...childrenOf(node).toReversed());
  }
  return found;
}

const RUNS_WHAT_IT_IS_GIVEN = /^(setTimeout|setInterval|queueMicrotask|requestAnimationFrame|debounce|backoff|retry)$/;
