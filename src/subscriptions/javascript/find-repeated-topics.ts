import { groupBy } from '../../model/group-by.js';
import type { SharedTopic } from '../read-file.js';
import { type Call, isInside, runsIn } from './channels.js';
import { isOfClientOfLoop } from './clients.js';
import { effectAround, isNamedAsComponent } from './effects.js';
import { effectsReaching } from './effects-reaching.js';
import { findRetry } from './find-retries.js';
import { findSetUpAgain, type Repeated } from './find-set-up-again.js';
import { isGuarded } from './guards.js';
import type { Hazard } from './hazard.js';
import { isLeft, loopAround, mentionsNameOf } from './loops.js';
import type { Module } from './module.js';
import { isNeverShown } from './named-nowhere.js';
import type { Project } from './project.js';
import { removals } from './removals.js';
import { isOnCondition } from './rule-out.js';
import type { SetUp } from './set-up.js';
import { findTwiceAtOnce } from './stand-together.js';
import { shownByFile, usersOf } from './users.js';

/** The topics that effects of a module set up, by which components that are shown at once may meet. */
export function findSharedTopics(project: Project, setUps: readonly SetUp[]): readonly SharedTopic[] {
  return setUps.flatMap((setUp) => {
    const { module, channel, on, topic } = setUp;
    if (topic === null || on === null || !isOfEffect(project, setUp)) return [];
    const effect = effectAround(module, channel);
    const run = runsIn(module, effect ?? channel);
    const shown = run === null ? shownByFile(module) : usersOf(project, module, run, effect === null).shown;
    return { topic, location: module.placeOfCall(channel), shown };
  });
}

/** Whether a channel is set up in an effect, or by a function that one runs. */
function isOfEffect(project: Project, { module, channel, via }: SetUp): boolean {
  if (effectAround(module, channel) !== null) return true;
  const around = via.length > 0 ? null : runsIn(module, channel);
  return around !== null && !isNamedAsComponent(module, around) && effectsReaching(project, module, around).length > 0;
}

/** The set-ups of one module that come a second time while the first stands. */
export function findRepeatedTopics(project: Project, module: Module, setUps: readonly SetUp[]): readonly Hazard[] {
  const bound = setUps.filter(({ on }) => on !== null);
  const found = [...groupBy(bound, ({ channel }) => channel)].flatMap(([channel, all]): readonly Hazard[] => {
    const [one, ...others] = all;
    if (one === undefined) return [];
    const topic = others.every((other) => other.topic === one.topic) ? one.topic : null;
    const hazard = findSetUpAgain(project, one) ?? findRetry(module, channel) ?? inLoop(module, channel, topic);
    return hazard === null || isNeverShown(project, hazard.firstIn, hazard.first)
      ? []
      : [{ ...hazard, kind: 'topic-set-up-twice', channel: null, topic, via: [] }];
  });
  return [...found, ...findTwiceAtOnce(project, setUps)];
}

/** In a loop that takes none away, under a topic that is the same each time. */
function inLoop(module: Module, channel: Call, topic: string | null): Repeated | null {
  const loop = loopAround(module, channel);
  const [named] = channel.arguments;
  if (loop === null || topic === null || named === undefined || mentionsNameOf(module, named, loop)) return null;
  if (isOfClientOfLoop(module, channel, loop)) return null;
  const isOnce = isLeft(loop) || isGuarded(module, channel, loop) || isOnCondition(module, channel, loop);
  if (isOnce || removals(module).some((node) => isInside(node, loop))) return null;
  return { when: 'same-tick', at: channel, first: loop, firstIn: module };
}
