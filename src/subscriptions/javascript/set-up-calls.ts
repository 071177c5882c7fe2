import { groupBy } from '../../model/group-by.js';
import { callsOf } from './calls-of.js';
import { type Call, isInside, runsIn } from './channels.js';
import { effectAround, isNamedAsComponent } from './effects.js';
import { findCallers } from './find-callers.js';
import { functionNames } from './function-names.js';
import { isGuarded } from './guards.js';
import type { Module } from './module.js';
import { isSubscribedHere } from './named-channels.js';
import { type FunctionNode, receiverOf } from './nodes.js';
import type { Project } from './project.js';
import { removals, removesItself } from './removals.js';
import { isOnCondition } from './rule-out.js';
import type { SetUp } from './set-up.js';

/** One set-up for each call of the function that it stands in, where nothing in that keeps a second from being made. */
export function byCall(setUp: SetUp): readonly SetUp[] {
  const { module, channel } = setUp;
  const around = runsIn(module, channel);
  if (around === null || !isPlain(module, channel, around)) return [setUp];
  // Two clients have nothing to do with each other.
  const client = receiverOf(channel.callee);
  const declared = client?.type === 'Identifier' ? module.find(client.name, client) : null;
  if (declared?.kind === 'parameter' && declared.of === around) return [setUp];
  const names = [...functionNames(module, around)];
  const called = names.reduce((sum, name) => sum + (module.calls.get(name)?.length ?? 0), 0);
  if (called < 2 || called > MOST_CALLS || isOnCondition(module, channel, around)) return [setUp];
  if (isGuarded(module, channel, around)) return [setUp];
  if (removals(module).some((one) => isInside(one, around))) return [setUp];
  const calls = callsOf(module, new Set([around])).filter((node) => !isInside(node, around));
  if (calls.length < 2) return [setUp];
  return calls.map((node) => ({ ...setUp, from: { module, node }, via: [module.place(node)] }));
}

/** What is called more often has a name that many have. */
const MOST_CALLS = 50;

/**
 * Two functions of a file that set up one topic, each by its calls: it is those that come one after the other, in this file
 * or in others.
 */
export function byCallers(project: Project, all: readonly SetUp[]): readonly SetUp[] {
  const byKey = groupBy(all, ({ key }) => key);
  const isOneOfTwo = (one: SetUp, around: FunctionNode): boolean => {
    const alike = byKey.get(one.key) ?? [];
    const others = alike.length > MOST_CALLS ? [] : alike.filter(({ channel }) => channel !== one.channel);
    return others.length > 0 && others.every(({ module, channel }) => runsIn(module, channel) !== around);
  };
  return all.flatMap((one) => {
    const { module, channel, topic, from } = one;
    const around = from.node === channel && topic !== null ? runsIn(module, channel) : null;
    if (around === null || !isPlain(module, channel, around) || !isOneOfTwo(one, around)) return [one];
    if (isOnCondition(module, channel, around) || !isSubscribedHere(module, channel)) return [one];
    if (removesItself(module, around)) return [one];
    const callers = (findCallers(project, module, around) ?? []).filter(({ isSure }) => isSure);
    if (callers.length === 0 || callers.length > MOST_CALLS) return [one];
    return callers.map((caller) => ({ ...one, from: caller, via: [caller.module.place(caller.node)] }));
  });
}

/** Whether a function is run where it is called, rather than as a component or an effect. */
function isPlain(module: Module, channel: Call, around: FunctionNode): boolean {
  return effectAround(module, channel) === null && !isNamedAsComponent(module, around);
}
