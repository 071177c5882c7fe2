import type { Node } from '@babel/types';
import { callsOf } from './calls-of.js';
import { runsIn } from './channels.js';
import type { Module } from './module.js';
import { bare, type FunctionNode, isCall } from './nodes.js';

const REMOVES: ReadonlySet<string> = new Set([
  ...['removeChannel', 'removeAllChannels', 'unsubscribe'],
  ...['removeSubscription', 'removeAllSubscriptions', 'disconnect'],
]);

/** How many functions lead to the call that takes a channel away: `onUnmounted(stop)`, `const stop = () => drop(channel)`. */
const MOST_FUNCTIONS = 3;

/** What an imported function is called that takes a channel away. */
const NAMED_FOR_IT = /^(remove|un|clean|stop|leave|tear|dispose|destroy|close|disconnect|detach)\w*/i;
const NAMED_FOR_A_CHANNEL = /channel|subscri|realtime|listen|^(clean|tear)_?(up|down)/i;

/** The calls of a module that take a channel away, themselves or by a function that does. */
export function removals(module: Module): readonly Node[] {
  const known = FOUND.get(module);
  if (known !== undefined) return known;
  const found = [...REMOVES].flatMap((name) => module.calls.get(name) ?? []).concat(importedRemovals(module));
  const functions = new Set<FunctionNode>();
  let last: readonly Node[] = found;
  for (let round = 0; round < MOST_FUNCTIONS && last.length > 0; round += 1) {
    const removing = new Set(last.flatMap((node) => runsIn(module, node) ?? []).filter((one) => !functions.has(one)));
    for (const one of removing) functions.add(one);
    const calls = callsOf(module, removing);
    found.push(...calls);
    last = calls;
  }
  FOUND.set(module, found);
  return found;
}

const FOUND = new WeakMap<Module, readonly Node[]>();

/** Whether a function takes a channel away itself, rather than by what it gives back. */
export function removesItself(module: Module, of: FunctionNode): boolean {
  const known = REMOVING.get(module) ?? new Set(removals(module).map((node) => runsIn(module, node)));
  REMOVING.set(module, known);
  return known.has(of);
}

const REMOVING = new WeakMap<Module, ReadonlySet<FunctionNode | null>>();

function importedRemovals(module: Module) {
  return [...module.calls]
    .filter(([name]) => NAMED_FOR_IT.test(name) && NAMED_FOR_A_CHANNEL.test(name))
    .flatMap(([name, calls]) =>
      calls.filter((node) => {
        const callee = isCall(node) ? bare(node.callee) : null;
        return callee?.type === 'Identifier' && module.find(name, callee)?.kind === 'import';
      }),
    );
}
