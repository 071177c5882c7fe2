import { type Context, createContext, Script } from 'node:vm';
import { codeOf } from '../model/thrown.js';

/** Another context is the one place that JavaScript can be stopped from outside without a thread. */
let stoppable: { readonly context: Context; readonly script: Script } | null = null;

/**
 * Does work that may never end. To begin takes a tenth of a millisecond.
 * @param longest milliseconds
 * @returns null when it was stopped; what it was writing to may then be in any state
 * @throws what the work throws
 */
export function inTime<T>(work: () => T, longest: number): { readonly value: T } | null {
  stoppable ??= { context: createContext({}), script: new Script('slot.work()') };
  const { context, script } = stoppable;
  let done: { readonly value: T } | null = null;
  const slot = {
    work: () => {
      done = { value: work() };
    },
  };
  Reflect.set(context, 'slot', slot);
  try {
    script.runInContext(context, { timeout: longest });
  } catch (error) {
    if (codeOf(error) !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return null;
  }
  return done;
}
