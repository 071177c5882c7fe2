import type { Call } from './channels.js';
import { findFunction } from './find-callback.js';
import { functionNames } from './function-names.js';
import type { Module } from './module.js';
import { type FunctionNode, isCall } from './nodes.js';

/** The calls in a module of functions of its own. */
export function callsOf(module: Module, functions: ReadonlySet<FunctionNode>): readonly Call[] {
  const names = new Set([...functions].flatMap((one) => [...functionNames(module, one)]));
  return [...names]
    .flatMap((name) => module.calls.get(name) ?? [])
    .filter(isCall)
    .filter(({ callee }) => {
      const run = findFunction(module, callee);
      return run !== null && functions.has(run);
    });
}
