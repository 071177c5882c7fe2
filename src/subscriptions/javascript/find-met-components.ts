import { runsIn } from './channels.js';
import { componentAround, effectAround } from './effects.js';
import { isGuarded } from './guards.js';
import type { Hazard } from './hazard.js';
import type { Module } from './module.js';
import { isFunction } from './nodes.js';
import type { Project } from './project.js';
import { removesItself } from './removals.js';
import type { SetUp } from './set-up.js';
import { usersOf } from './users.js';

/** The effects with one topic in a hook or a component that one page comes to by two ways at once. */
export function findMetComponents(project: Project, module: Module, setUps: readonly SetUp[]): readonly Hazard[] {
  return setUps.flatMap(({ channel, on, topic, isOfPage, via }): readonly Hazard[] => {
    if (!isOfPage || on === null || via.length > 0) return [];
    const effect = effectAround(module, channel);
    const run = runsIn(module, effect ?? channel);
    if (run === null || isGuarded(module, channel, run)) return [];
    const isPlain = effect === null;
    // What a function of one component removes is that component's own.
    const component = isPlain ? componentAround(module, run) : null;
    const isShared = isPlain && (component === run || !isFunction(component));
    if (isShared && removesItself(module, run)) return [];
    const { met } = usersOf(project, module, run, isPlain);
    if (met === null) return [];
    const { node: first, module: firstIn } = met;
    return [
      { kind: 'topic-set-up-twice', when: 'together', channel: null, topic, at: channel, first, firstIn, via: [] },
    ];
  });
}
