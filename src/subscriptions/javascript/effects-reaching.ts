import type { Node } from '@babel/types';
import { runsIn } from './channels.js';
import { componentAround, effectAround, isNamedAsComponent, repeaterOf, runsWithComponent } from './effects.js';
import { type Caller, findCallers } from './find-callers.js';
import { isGuarded } from './guards.js';
import type { Module } from './module.js';
import { bare, type FunctionNode, isCall, nameOf, receiverOf } from './nodes.js';
import type { Project } from './project.js';

/** How many functions lead from an effect to one that it runs, and how many calls of all of them are looked at. */
const MOST_FUNCTIONS = 3;
const MOST_CALLS = 50;

/** A call in an effect that leads to a function. */
export interface Reaching {
  readonly module: Module;
  readonly call: Node;
  readonly effect: Node;
  /** The call of the function itself, which the effect's leads to. */
  readonly first: { readonly module: Module; readonly node: Node };
}

/** A function that leads to another. */
interface Way {
  readonly module: Module;
  readonly of: FunctionNode;
  readonly first: Reaching['first'] | null;
}

/** The effects that run a function, by others or of other modules, with nothing on the way that runs it once. */
export function effectsReaching(project: Project, home: Module, of: FunctionNode): readonly Reaching[] {
  const found: Reaching[] = [];
  const seen = new Set([of]);
  let calls = 0;
  let last: readonly Way[] = [{ module: home, of, first: null }];
  for (let functions = 0; functions < MOST_FUNCTIONS && last.length > 0; functions += 1) {
    const next: Way[] = [];
    for (const run of last) {
      for (const caller of findCallers(project, run.module, run.of) ?? []) {
        calls += 1;
        if (calls > MOST_CALLS) return [];
        const { module, node } = caller;
        if (!isMeant(project, caller, run.module) || isGuarded(module, node, componentAround(module, node))) continue;
        const around = runsIn(module, node);
        const effect = effectAround(module, node) ?? repeatedAt(module, node, around);
        const first = run.first ?? caller;
        if (effect !== null) found.push({ module, call: node, effect, first });
        else if (around !== null && !seen.has(around) && !isNamedAsComponent(module, around)) {
          seen.add(around);
          next.push({ module, of: around, first });
        }
      }
    }
    last = next;
  }
  return found;
}

/** What runs a place again and again, besides effects: the script of a component, or a handler of what recurs. */
function repeatedAt(module: Module, node: Node, around: FunctionNode | null): Node | null {
  if (around === null) return runsWithComponent(module, node) ? node : null;
  return repeaterOf(module, around);
}

/** Whether a call is of a function for certain, or by its name in a file that imports the function's: a member of a store. */
function isMeant(project: Project, { module, node, isSure }: Caller, home: Module): boolean {
  if (isSure) return true;
  const isFromHome = (source: string): boolean => project.imported(source, module) === home;
  const callee = isCall(node) ? bare(node.callee) : null;
  if (callee === null || !MANY_HAVE.test(nameOf(callee) ?? '')) return [...module.importSources].some(isFromHome);
  const receiver = receiverOf(callee);
  const declared = receiver?.type === 'Identifier' ? module.find(receiver.name, receiver) : null;
  const made = declared?.kind === 'variable' && isCall(declared.node.init) ? bare(declared.node.init.callee) : null;
  const maker = made?.type === 'Identifier' ? module.find(made.name, made) : null;
  return maker?.kind === 'import' && isFromHome(maker.source);
}

/** Names that whatever tells of something gives its methods: a call says by itself nothing of whose it is. */
const MANY_HAVE = /^(subscribe|on)$/;
