import type { Node } from '@babel/types';
import { groupBy } from '../../model/group-by.js';
import type { BindingHazard } from '../../model/source.js';
import { areAlternatives, type Call, isInside, runsIn } from './channels.js';
import { areGivenTwoClients, areOfTwoClients, isOfOwnClient } from './clients.js';
import { componentAround, effectAround } from './effects.js';
import type { SetUp } from './find-set-ups.js';
import type { Hazard } from './hazard.js';
import type { Module } from './module.js';
import { callsOn, nameGiven, subscribesItself } from './named-channels.js';
import { type FunctionNode, isCall } from './nodes.js';
import { removals } from './removals.js';

/** How many set-ups of one topic are compared with each other. */
const MOST_OF_A_TOPIC = 20;

/** Two set-ups of one topic that are run one after the other, with nothing in between that takes the first away. */
export function findTwiceAtOnce(setUps: readonly SetUp[]): readonly Hazard[] {
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
  if (haveTwoClients(first, second)) return null;
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

function haveTwoClients(first: SetUp, second: SetUp): boolean {
  const { module, channel } = first;
  if (second.module !== module) return false;
  if (second.channel !== channel) return areOfTwoClients(module, channel, second.channel);
  const around = runsIn(module, channel);
  if (around !== null && isOfOwnClient(module, channel, around)) return true;
  return first.via.length === 1 && areGivenTwoClients(module, channel, first.from.node, second.from.node);
}

/** Whether a call runs in the same go as another: in a function that either hands to somebody it runs later. */
function isOnTheWay(module: Module, call: Node, node: Node): boolean {
  if (lifted(module, call) !== lifted(module, node)) return false;
  const effect = effectAround(module, call);
  const [run] = isCall(effect) ? effect.arguments : [];
  return effect === null || runsIn(module, call) === runsIn(module, node) || runsIn(module, call) === run;
}

/** Whether nothing subscribes a channel before a place: until then it takes bindings, whoever asks for its topic. */
function isSubscribedLater({ module, channel, from }: SetUp, place: Node): boolean {
  if (from.node !== channel || subscribesItself(module, channel)) return false;
  const named = nameGiven(module, channel);
  if (named === null) return isDropped(module, channel);
  return callsOn(module, named, 'subscribe').every((call) => placeOfEnd(call) > (place.end ?? 0));
}

/** Whether nobody is given the channel that a chain makes. */
function isDropped(module: Module, channel: Call): boolean {
  for (const outer of module.around(channel)) {
    if (outer.type === 'ExpressionStatement') return true;
    if (!isCall(outer) && outer.type !== 'MemberExpression' && outer.type !== 'OptionalMemberExpression') return false;
    if (isCall(outer) && outer.arguments.some((argument) => isInside(channel, argument))) return false;
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
