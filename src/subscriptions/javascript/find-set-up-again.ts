import type { Node } from '@babel/types';
import { isInside, runsIn } from './channels.js';
import { isCleanedUp } from './clean-ups.js';
import { isOfOwnClient } from './clients.js';
import {
  componentAround,
  effectAround,
  isNamedAsComponent,
  isOfRoot,
  repeaterOf,
  runsWithComponent,
} from './effects.js';
import { effectsReaching, type Reaching } from './effects-reaching.js';
import { isGivenToNobody, isStatement } from './given-to-nobody.js';
import { isGuarded } from './guards.js';
import type { Hazard } from './hazard.js';
import type { Module } from './module.js';
import { type FunctionNode, isFunction } from './nodes.js';
import type { Project } from './project.js';
import { removals } from './removals.js';
import type { SetUp } from './set-up.js';

/** A set-up that comes a second time. */
export type Repeated = Pick<Hazard, 'when' | 'at' | 'first' | 'firstIn'>;

/** In the body of a component, in an effect without a clean-up, or in what either or an event runs. */
export function findSetUpAgain(project: Project, setUp: SetUp): Repeated | null {
  const { module, channel, on } = setUp;
  const around = runsIn(module, channel);
  if (around !== null && isOfOwnClient(module, channel, around)) return null;
  if (around !== null && isNamedAsComponent(module, around) && isRendered(module, around)) {
    if (!isGuarded(module, channel, around)) return again(module, channel, around);
  }
  // The channel may be made once, and get its bindings each time.
  const binding = on === null ? null : effectAround(module, on);
  const effect = binding ?? effectAround(module, channel);
  if (effect !== null) return inEffect(setUp, effect, around);
  if (around !== null) return inFunction(project, module, channel, around);
  const isTaken = !runsWithComponent(module, channel) || isCleanedUp(module, channel, null, channel);
  return isTaken ? null : again(module, channel, channel);
}

function again(module: Module, at: Node, first: Node): Repeated {
  return { when: 'again', at, first, firstIn: module };
}

function inEffect({ module, channel, on }: SetUp, effect: Node, around: FunctionNode | null): Repeated | null {
  if (isOfRoot(module, effect) || isCleanedUp(module, effect, around, channel)) return null;
  const life = componentAround(module, effect) ?? effect;
  if ([channel, on ?? channel].some((node) => isGuarded(module, node, life))) return null;
  return again(module, on === null || isInside(channel, effect) ? channel : on, effect);
}

/** In a function that an event or an effect runs, here or by functions of other files. */
function inFunction(project: Project, module: Module, channel: Node, around: FunctionNode): Repeated | null {
  if (isGuarded(module, channel, around)) return null;
  const repeater = repeaterOf(module, around);
  if (repeater !== null) {
    return removals(module).some((node) => isInside(node, around)) ? null : again(module, channel, repeater);
  }
  const run = effectsReaching(project, module, around).find((one) => !isTakenAway(module, around, one));
  return run === undefined ? null : { when: 'again', at: channel, first: run.call, firstIn: run.module };
}

/** Whether what a function sets up for an effect is removed: by itself before, by what it gives back, by its hook or the effect. */
function isTakenAway(home: Module, setUp: FunctionNode, { module, first, effect }: Reaching): boolean {
  if (isOfRoot(module, effect) || isCleanedUp(module, effect, null)) return true;
  const hook = componentAround(home, setUp);
  const isGivenBack = !isStatement(first.module, first.node);
  return removals(home).some((node) => {
    if (isInside(node, setUp)) return isGivenBack || runsIn(home, node) === setUp;
    return isFunction(hook) && isInside(node, hook) && !isGivenToNobody(home, node);
  });
}

/** Whether a function with a component's name is one: it gives JSX back, or is a hook that uses others. */
function isRendered(module: Module, of: FunctionNode): boolean {
  const hooks = [...module.calls.keys()].filter((name) => /^use[A-Z]/.test(name));
  if (hooks.some((name) => module.calls.get(name)?.some((node) => runsIn(module, node) === of))) return true;
  return /<[A-Za-z>]/.test(module.textOf(of)) && module.source.file.endsWith('x');
}
