import type { Node } from '@babel/types';
import { groupBy } from '../../model/group-by.js';
import type { BindingHazard } from '../../model/source.js';
import type { Location } from '../../model/subscription.js';
import { areAlternatives, type Call, isInside, runsIn } from './channels.js';
import { isCleanedUp } from './clean-ups.js';
import type { Declaration } from './declarations.js';
import { componentAround, effectAround, effectCallsOf, isNamedAsComponent } from './effects.js';
import { functionNames } from './find-callers.js';
import { isOnCondition, type SetUp } from './find-set-ups.js';
import { isGuarded } from './guards.js';
import type { Hazard } from './hazard.js';
import { isLeft, loopAround, mentionsNameOf } from './loops.js';
import type { Module } from './module.js';
import { bare, childrenOf, type FunctionNode, isCall, nameOf, receiverOf } from './nodes.js';
import { removals } from './removals.js';

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
  return [...found, ...twiceAtOnce(setUps)];
}

type Repeated = Pick<Hazard, 'when' | 'at' | 'first'>;

/** In a loop that takes none away, under a topic that is the same each time. */
function inLoop(module: Module, channel: Call, topic: string | null): Repeated | null {
  const loop = loopAround(module, channel);
  const [named] = channel.arguments;
  if (loop === null || topic === null || named === undefined || mentionsNameOf(module, named, loop)) return null;
  const isOnce = isLeft(loop) || isGuarded(module, channel, loop) || isOnCondition(module, channel, loop);
  if (isOnce || removals(module).some((node) => isInside(node, loop))) return null;
  return { when: 'same-tick', at: channel, first: loop };
}

/** In an effect without a clean-up, or in the body of a component, which runs at each rendering. */
function again(module: Module, channel: Call): Repeated | null {
  const around = runsIn(module, channel);
  if (around !== null && isNamedAsComponent(module, around) && isRendered(module, around)) {
    return { when: 'again', at: channel, first: around };
  }
  const called = around === null ? [] : effectCallsOf(module, around, functionNames(module, around));
  const effect = effectAround(module, channel) ?? called[0] ?? null;
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
  if (around === null) return null;
  const names = functionNames(module, around);
  for (const handler of handlersOf(module, channel)) {
    const retry = findMention(handler, names);
    if (retry === null) continue;
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

/** The calls of a method in a chain that begins with a name. */
function callsOn(module: Module, named: Declaration, method: 'on' | 'subscribe'): readonly Call[] {
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

/** The name that a channel is given to. */
function nameGiven(module: Module, channel: Call): Declaration | null {
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

/** A name in code: called, or handed to something that calls it, such as setTimeout. */
function findMention(within: Node, names: ReadonlySet<string>): Node | null {
  const open: Node[] = [within];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const name = isCall(node) ? nameOf(node.callee) : null;
    if (isCall(node) && name !== null) {
      if (names.has(name)) return node;
      const given = node.arguments.find((argument) => argument.type === 'Identifier' && names.has(argument.name));
      if (
        given !== undefined &&
        /^(setTimeout|setInterval|queueMicrotask|requestAnimationFrame|debounce|backoff|retry)$/.test(name)
      )
        return node;
    }
    open.push(...childrenOf(node).toReversed());
  }
  return within.type === 'Identifier' && names.has(within.name) ? within : null;
}

/** How many set-ups of one topic are compared with each other. */
const MOST_OF_A_TOPIC = 20;

/** Two set-ups of one topic that are run one after the other, with nothing in between that takes the first away. */
function twiceAtOnce(setUps: readonly SetUp[]): readonly Hazard[] {
  const named = setUps.filter(({ topic }) => topic !== null);
  return [...groupBy(named, ({ topic }) => topic ?? '')].flatMap(([topic, all]) => {
    const sorted = all.toSorted((one, other) => placeOf(one) - placeOf(other)).slice(0, MOST_OF_A_TOPIC);
    return sorted.flatMap((second, index): readonly Hazard[] => {
      for (const first of sorted.slice(0, index)) {
        const when = first.from.module === second.from.module ? standTogether(first, second) : null;
        if (when !== null) return [toHazard(topic, when, first, second)];
      }
      return [];
    });
  });
}

function placeOf({ from }: SetUp): number {
  return from.node.start ?? 0;
}

function toHazard(topic: string | null, when: Hazard['when'], { from }: SetUp, { channel, via }: SetUp): Hazard {
  return {
    kind: 'topic-set-up-twice',
    when,
    channel: null,
    topic,
    at: channel,
    first: from.node,
    firstIn: from.module,
    via,
  };
}

/** How two set-ups of one topic come to stand at once; null when nothing says that they do. */
function standTogether(first: SetUp, second: SetUp): BindingHazard['when'] | null {
  const { module, node } = first.from;
  const other = second.from.node;
  if (node === other && first.channel === second.channel) return null;
  if (areAlternatives(module, node, other) || areAlternatives(module, other, node)) return null;
  if (lifted(module, node) === lifted(module, other)) {
    const isRemoved = removals(module).some(
      (removal) =>
        (removal.start ?? 0) > (node.end ?? 0) &&
        (removal.end ?? 0) < (other.start ?? 0) &&
        isOnTheWay(module, removal, node),
    );
    return isRemoved || isSubscribedLater(first, other) ? null : 'same-tick';
  }
  const components = [componentAround(module, node), componentAround(module, other)];
  const areEffects = effectAround(module, node) !== null && effectAround(module, other) !== null;
  return areEffects && components[0] !== components[1] ? 'together' : null;
}

/** Whether a call runs in the same go as another: in a function that either hands to somebody it runs later. */
function isOnTheWay(module: Module, call: Node, node: Node): boolean {
  if (lifted(module, call) !== lifted(module, node)) return false;
  const effect = effectAround(module, call);
  const [run] = isCall(effect) ? effect.arguments : [];
  return effect === null || runsIn(module, call) === runsIn(module, node) || runsIn(module, call) === run;
}

/** Whether a channel that has a name is subscribed only after a place: until then it takes bindings under either name. */
function isSubscribedLater({ module, channel, from }: SetUp, place: Node): boolean {
  if (from.node !== channel) return false;
  const named = nameGiven(module, channel);
  if (named === null || subscribesItself(module, channel)) return false;
  const subscribes = callsOn(module, named, 'subscribe');
  return subscribes.length > 0 && subscribes.every((call) => placeOfEnd(call) > (place.end ?? 0));
}

function subscribesItself(module: Module, channel: Call): boolean {
  for (const outer of module.around(channel)) {
    if (isCall(outer) && nameOf(outer.callee) === 'subscribe') return true;
    if (!isCall(outer) && outer.type !== 'MemberExpression' && outer.type !== 'OptionalMemberExpression') return false;
  }
  return false;
}

function placeOfEnd(node: Node): number {
  return node.end ?? 0;
}

/** The function that a node runs in, seen through effects: all effects of a component run when it appears. */
function lifted(module: Module, node: Node): FunctionNode | null {
  const effect = effectAround(module, node);
  return runsIn(module, effect ?? node);
}
