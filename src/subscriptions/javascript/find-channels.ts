import { areAlternatives, type Call, chainOf, keyOfRoot, runsIn } from './channels.js';
import type { Module } from './module.js';
import type { FunctionNode } from './nodes.js';
import type { Project } from './project.js';

/** Bindings that are made in one run on one channel; the first stands for all of them. */
interface Group {
  readonly first: Call;
  readonly run: FunctionNode | null;
}

/** Under one name there are few channels; what comes after so many is its own. */
const MOST_GROUPS = 20;

/** For each binding the first one of its channel; none for one whose channel cannot be told from others. */
export function findChannels(project: Project, module: Module, ons: readonly Call[]): ReadonlyMap<Call, Call> {
  const firsts = new Map<Call, Call>();
  const groups = new Map<unknown, Group[]>();
  for (const on of ons.toSorted((one, other) => (one.end ?? 0) - (other.end ?? 0))) {
    const root = chainOf(project, module, on)?.root;
    // A name that is given another channel later is two, and a property may be given one anywhere.
    if (root === undefined || root.kind === 'property') continue;
    if (root.kind === 'name' && root.declared.writes.length > 0) continue;
    const run = runsIn(module, on);
    const known = groups.get(keyOfRoot(root)) ?? [];
    const group = known.find((one) => one.run === run && !areAlternatives(module, one.first, on));
    firsts.set(on, group?.first ?? on);
    if (group === undefined && known.length < MOST_GROUPS) groups.set(keyOfRoot(root), [...known, { first: on, run }]);
  }
  return firsts;
}
