import type { Node } from '@babel/types';
import type { BindingHazard } from '../../model/source.js';
import {
  areAlternatives,
  type Call,
  type Chain,
  chainOf,
  chainOfValue,
  isInside,
  keyOfRoot,
  runsIn,
} from './channels.js';
import { comparing, isAwaitedBetween } from './comparing.js';
import { keyOfProperty } from './expression-keys.js';
import { chainGiven, lastGiven, nearest, valuesOf } from './given-channels.js';
import type { Hazard } from './hazard.js';
import { loopAround } from './loops.js';
import type { Module } from './module.js';
import { isCall, nameOf } from './nodes.js';
import type { Project } from './project.js';

/** `.on('postgres_changes')` on a channel that has been subscribed by then. */
export function findLateBindings(project: Project, module: Module, ons: readonly Call[]): readonly Hazard[] {
  const subscribes = subscribesByChannel(project, module);
  return ons.flatMap((on): readonly Hazard[] => {
    const chain = chainOf(project, module, on);
    if (chain === null) return [];
    const late = lateness(project, module, on, chain, subscribes);
    if (late === null) return [];
    const { when, subscribe } = late;
    return [
      {
        kind: 'on-after-subscribe',
        when,
        channel: chain.root,
        at: on,
        first: subscribe,
        firstIn: late.module,
        via: [],
      },
    ];
  });
}

interface Lateness {
  readonly when: BindingHazard['when'];
  readonly module: Module;
  readonly subscribe: Call;
}

function lateness(
  project: Project,
  module: Module,
  on: Call,
  { root, before }: Chain,
  subscribes: ReadonlyMap<unknown, readonly Call[]>,
): Lateness | null {
  const inChain = before.find(isSubscribe);
  if (inChain !== undefined) return { when: 'same-tick', module, subscribe: inChain };
  if (root.kind === 'name' && root.module !== module) return fromAnother(project, root);
  const values = valuesOf(module, on, root);
  const given = values === null ? null : lastGiven(module, values, on);
  // What was subscribed before is another channel by then.
  for (const subscribe of nearest(subscribes.get(keyOfRoot(root)) ?? [], given?.start ?? 0)) {
    if (given !== null && runsIn(module, subscribe) !== runsIn(module, on)) continue;
    const when = comparing(module, on, subscribe, values) ?? nextTime(module, on, subscribe, root);
    if (when !== null) return { when, module, subscribe };
  }
  return values === null ? null : alwaysSubscribed(project, module, on, values);
}

/** In a loop that binds and subscribes each time, on a channel that was made before it. */
function nextTime(module: Module, on: Call, subscribe: Call, root: Chain['root']): BindingHazard['when'] | null {
  const loop = root.kind === 'name' ? loopAround(module, on) : null;
  if (root.kind !== 'name' || loop === null || loopAround(module, subscribe) !== loop) return null;
  const { declared } = root;
  const isMadeBefore = declared.kind === 'variable' && !isInside(declared.node, loop);
  const isKept = declared.writes.every((value) => !isInside(value, loop));
  return isMadeBefore && isKept && !areAlternatives(module, subscribe, on) ? 'same-tick' : null;
}

/** What is given more often is more than one channel. */
const MOST_VALUES = 20;

/** On a name that is never given a channel but one that is subscribed: whoever adds to it is late. */
function alwaysSubscribed(project: Project, module: Module, on: Call, values: readonly Node[]): Lateness | null {
  if (values.length > MOST_VALUES) return null;
  const given = values.map((value) => ({
    value,
    subscribe: chainGiven(project, module, value)?.before.find(isSubscribe),
  }));
  const [first] = given;
  if (first?.subscribe === undefined || given.some(({ subscribe }) => subscribe === undefined)) return null;
  const isAtOnce = given.some(
    ({ value }) => runsIn(module, value) === runsIn(module, on) && !isAwaitedBetween(module, value, on),
  );
  return { when: isAtOnce ? 'same-tick' : 'subscribed', module, subscribe: first.subscribe };
}

function isSubscribe(call: Call): boolean {
  return nameOf(call.callee) === 'subscribe';
}

/** A channel that another module gives away subscribed. */
function fromAnother(
  project: Project,
  { module, declared }: Extract<Chain['root'], { kind: 'name' }>,
): Lateness | null {
  const init = declared.kind === 'variable' ? declared.node.init : null;
  const subscribe = init ? chainOfValue(project, module, init)?.before.find(isSubscribe) : undefined;
  return subscribe === undefined ? null : { when: 'subscribed', module, subscribe };
}

/** The calls of `.subscribe()` by their channel: that of their own chain, and the name or property that is given the chain. */
function subscribesByChannel(project: Project, module: Module): ReadonlyMap<unknown, readonly Call[]> {
  const found = new Map<unknown, Call[]>();
  for (const subscribe of module.calls.get('subscribe') ?? []) {
    const chain = isCall(subscribe) ? chainOf(project, module, subscribe) : null;
    if (!isCall(subscribe) || chain === null) continue;
    for (const key of new Set([keyOfRoot(chain.root), givenTo(module, subscribe)])) {
      if (key === null) continue;
      const known = found.get(key);
      if (known === undefined) found.set(key, [subscribe]);
      else known.push(subscribe);
    }
  }
  for (const calls of found.values()) calls.sort((one, other) => placeOfEnd(one) - placeOfEnd(other));
  return found;
}

/** What a chain is the value of: `const channel = supabase.channel('a').subscribe()`, `this.channel = ...`. */
function givenTo(module: Module, subscribe: Call): unknown {
  let at: Node = subscribe;
  for (const outer of module.around(subscribe)) {
    if (isCall(outer) && outer.arguments.some((argument) => argument === at)) return null;
    const isOn = isCall(outer) || outer.type === 'MemberExpression' || outer.type === 'AwaitExpression';
    if (!isOn) return outer.type === 'VariableDeclarator' ? named(module, outer.id) : assigned(module, outer, at);
    at = outer;
  }
  return null;
}

function assigned(module: Module, node: Node, value: Node): unknown {
  if (node.type !== 'AssignmentExpression' || node.right !== value) return null;
  return node.left.type === 'MemberExpression' ? keyOfProperty(module, node.left) : named(module, node.left);
}

function named(module: Module, node: Node): unknown {
  return node.type === 'Identifier' ? module.find(node.name, node) : null;
}

function placeOfEnd(node: Node): number {
  return node.end ?? 0;
}
