import type { Node } from '@babel/types';
import { mayBothHold, type Shown } from '../shown-together.js';
import { isInside } from './channels.js';
import { claimOf } from './claims.js';
import { effectAround } from './effects.js';
import { type Caller, findCallers } from './find-callers.js';
import { givenTo } from './given.js';
import type { Module } from './module.js';
import { isNamedNowhere } from './named-nowhere.js';
import { type FunctionNode, nameOf } from './nodes.js';
import type { Project } from './project.js';
import { conditionsOf, isOnCondition } from './rule-out.js';

/** How many functions are looked at for those that a hook is used in, how far up, and how many ways there are to each. */
const MOST_USERS = 50;
const MOST_STEPS_UP = 4;
const MOST_WAYS = 5;

/** A way by which a function comes to use another: the use, and what has to hold for it. */
interface Way {
  readonly use: Caller | null;
  readonly needs: ReadonlySet<string>;
}

/** Who comes to use a hook or to show a component, by others or themselves; it is one of them. */
export interface Users {
  readonly shown: Shown;
  /** The first of two uses by which one of them has it twice at once; null when there are none. */
  readonly met: Caller | null;
}

/**
 * The users of a function.
 * @param isPlain whether it is none of a framework's, so that only what effects run of it counts
 */
export function usersOf(project: Project, home: Module, of: FunctionNode, isPlain = false): Users {
  const known = KNOWN.get(of) ?? findUsers(project, home, of, isPlain);
  KNOWN.set(of, known);
  return known;
}

const KNOWN = new WeakMap<FunctionNode, Users>();

function findUsers(project: Project, home: Module, hook: FunctionNode, isPlain: boolean): Users {
  const ways = new Map<string, Way[]>([[nameOfUser(home, hook), [{ use: null, needs: new Set() }]]]);
  const open = [{ module: home, of: hook, needs: new Set<string>(), steps: 0 }];
  let isOpen = isCalledUnseen(project, home, hook);
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const { module, of, needs, steps } = next;
    if (ways.size > MOST_USERS) return { shown: null, met: null };
    for (const use of surely(findCallers(project, module, of))) {
      if (isInList(use)) return { shown: null, met: use };
      const effect = effectAround(use.module, use.node);
      if (isPlain && of === hook && effect === null) continue;
      const user = use.module.functionAround(effect ?? use.node);
      if (user === of) continue;
      // Who shows a component that is a file is not known; the top of another file is the whole page.
      if (user === null && /\.(vue|svelte|astro|html)$/.test(use.module.source.file)) isOpen = true;
      const way = { use, needs: new Set([...needs, ...needsOf(use.module, effect ?? use.node, user)]) };
      const name = nameOfUser(use.module, user);
      const known = ways.get(name) ?? [];
      // One call may be found by two names.
      if (known.length >= MOST_WAYS || known.some((one) => one.use?.node === use.node)) continue;
      const other = known.find((one) => mayBothHold(one.needs, way.needs));
      if (other !== undefined) return { shown: null, met: other.use ?? use };
      ways.set(name, [...known, way]);
      if (user !== null && steps + 1 < MOST_STEPS_UP)
        open.push({ module: use.module, of: user, needs: way.needs, steps: steps + 1 });
    }
  }
  const shown = [...ways].map(([name, all]) => [name, all.map(({ needs }) => needs)] as const);
  return { shown: isOpen ? null : new Map(shown), met: null };
}

function surely(callers: readonly Caller[] | null): readonly Caller[] {
  return (callers ?? []).filter(({ isSure }) => isSure);
}

/** One of the pages that a framework finds by their place, and shows one at a time. */
const PAGE = /(^|\/)pages\/|(^|\/)\+?page\.\w+$/;

/** The same for a component that is its file. */
export function shownByFile({ source }: Module): Shown {
  return PAGE.test(source.file) ? new Map([[source.path, [new Set()]]]) : null;
}

/** Whether a function is named somewhere, and called nowhere that is known. */
function isCalledUnseen(project: Project, module: Module, of: FunctionNode): boolean {
  if (PAGE.test(module.source.file)) return false;
  return surely(findCallers(project, module, of)).length === 0 && !isNamedNowhere(project, module, of);
}

function nameOfUser(module: Module, of: FunctionNode | null): string {
  return `${module.source.path}:${of?.start ?? 'top'}`;
}

/** What has to hold for a use within its function: tests, and what a component makes of what it is given, as routes and tabs do. */
function needsOf(module: Module, node: Node, user: FunctionNode | null): readonly string[] {
  const found: string[] = [];
  for (const condition of conditionsOf(module, node)) {
    const { of, is, holds } = claimOf(module, condition);
    if (user === null || isInside(condition.test, user)) found.push(`${of}=${is}:${holds}`);
  }
  const own = module.parentOf(node);
  for (const outer of module.around(node)) {
    if (outer === user) break;
    const isElement = outer.type === 'JSXElement' && outer !== own && !isPassedThrough(outer.openingElement.name);
    if (isElement || /^(JSXAttribute|ObjectProperty|SwitchCase)$/.test(outer.type)) found.push(String(outer.start));
  }
  return found.map((need) => `${nameOfUser(module, user)} ${need}`);
}

/** An element of the page, or a component that shows whatever stands in it. */
function isPassedThrough(name: Node): boolean {
  return /^[a-z]|^(Fragment|Suspense|StrictMode|View|SafeAreaView|ScrollView)$|Provider$/.test(nameOf(name) ?? '');
}

/** Whether an element is shown for each of a list: `rows.map((row) => <Row row={row} />)`. */
function isInList({ module, node }: Caller): boolean {
  const run = node.type === 'JSXOpeningElement' ? module.functionAround(node) : null;
  return run !== null && givenTo(module, run)?.kind === 'elements' && !isOnCondition(module, node, run);
}
