import type { Node } from '@babel/types';
import { isInside, runsIn } from './channels.js';
import { effectAround } from './effects.js';
import { type Caller, findCallers } from './find-callers.js';
import { givenTo } from './given.js';
import { isGuarded } from './guards.js';
import type { Hazard } from './hazard.js';
import type { Module } from './module.js';
import { type FunctionNode, nameOf } from './nodes.js';
import type { Project } from './project.js';
import { isOnCondition } from './rule-out.js';
import type { SetUp } from './set-up.js';

/** How many functions are looked at for those that a hook is used in. */
const MOST_USERS = 50;

/** The effects with one topic in a hook or a component that one page comes to by two ways at once. */
export function findMetComponents(project: Project, module: Module, setUps: readonly SetUp[]): readonly Hazard[] {
  return setUps.flatMap(({ channel, on, topic, isOfPage, via }): readonly Hazard[] => {
    const effect = !isOfPage || on === null || via.length > 0 ? null : effectAround(module, channel);
    const hook = effect && runsIn(module, effect);
    const met = hook && !isGuarded(module, channel, hook) && whereMet(project, module, hook);
    if (!met) return [];
    const { node: first, module: firstIn } = met;
    return [
      { kind: 'topic-set-up-twice', when: 'together', channel: null, topic, at: channel, first, firstIn, via: [] },
    ];
  });
}

/** The first of two uses of a function, direct or by others, that one function always has; null when there are none. */
function whereMet(project: Project, module: Module, hook: FunctionNode): Caller | null {
  const first = new Map<FunctionNode, Caller>();
  const open = new Map([[hook, module]]);
  // It grows by the functions that use those in it.
  for (const [of, home] of open) {
    if (open.size > MOST_USERS) return null;
    for (const caller of findCallers(project, home, of) ?? []) {
      if (caller.isSure && isInList(caller)) return caller;
      const user = caller.module.functionAround(caller.node);
      if (user === null || user === of || !caller.isSure || !isAlwaysUsed(caller, user)) continue;
      const before = first.get(user);
      // One call may be found by two names.
      if (before !== undefined && before.node !== caller.node) return before;
      first.set(user, caller);
      open.set(user, caller.module);
    }
  }
  return null;
}

/** Whether a hook is called, or an element shown, whenever the function runs: routes and tabs show one of several. */
function isAlwaysUsed({ module, node }: Caller, user: FunctionNode): boolean {
  if (isOnCondition(module, node, user)) return false;
  const own = module.parentOf(node);
  for (const outer of module.around(node)) {
    if (outer === user) return true;
    if (outer.type === 'JSXAttribute' || outer.type === 'SwitchCase') return false;
    if (outer.type === 'JSXElement' && outer !== own && !isPassedThrough(outer.openingElement.name)) return false;
  }
  return isInside(node, user);
}

/** Whether an element is shown for each of a list: `rows.map((row) => <Row row={row} />)`. */
function isInList({ module, node }: Caller): boolean {
  const run = node.type === 'JSXOpeningElement' ? module.functionAround(node) : null;
  return run !== null && givenTo(module, run)?.kind === 'elements' && !isOnCondition(module, node, run);
}

/** An element of the page, or a component that shows whatever stands in it. */
function isPassedThrough(name: Node): boolean {
  return /^[a-z]|^(Fragment|Suspense|StrictMode)$|Provider$/.test(nameOf(name) ?? '');
}
