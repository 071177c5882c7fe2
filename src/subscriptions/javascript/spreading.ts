import type { Node } from '@babel/types';
import type { Evaluator } from './evaluator.js';
import type { Module } from './module.js';
import { member } from './parts.js';
import { either, NEVER, possible, type Thunk, UNDEFINED, type Value } from './value.js';

/** Whether there may be more in an object than is known, and what that is of. */
export interface More {
  readonly isOpen: boolean;
  readonly rest: Value | null;
}

/** Adds what is spread; gives whether there may be more. What is spread on a condition may be there or not. */
export function spread(evaluator: Evaluator, module: Module, node: Node, properties: Map<string, Thunk>): More {
  const quiet = possible(evaluator.quietly().evaluate(module, node));
  // Several objects, or one that is not known, are a matter of who calls or of which element it is.
  const isOpenQuestion =
    quiet.some((one) => one.kind === 'unknown' || hasMore(one)) || quiet.filter(isFilled).length > 1;
  const parts = isOpenQuestion ? possible(evaluator.evaluate(module, node)) : quiet;
  // What is under which key is a question as well.
  for (const part of parts) if (part.kind === 'object') for (const [key] of part.kept?.entries ?? []) key();
  const objects = parts.filter((part) => part.kind === 'object');
  const keys = new Set(objects.flatMap((part) => [...part.properties.keys()]));
  for (const key of keys) {
    const before = properties.get(key) ?? (() => UNDEFINED);
    const options = objects.flatMap((part) => part.properties.get(key) ?? []);
    const isAlways = options.length === parts.length;
    const all = isAlways ? options : [...options, before];
    // One object is always this one: what several values are in it is a question like any other.
    const ofOnly = (): Value => member(evaluator, evaluator.evaluate(module, node), key);
    properties.set(key, isAlways && all.length === 1 ? ofOnly : () => either(all.map((one) => one())));
  }
  const rest = parts.length === 0 ? NEVER : (parts.find(({ kind }) => kind === 'unknown') ?? null);
  const isOpen = objects.some((part) => part.isOpen || hasMore(part));
  return { isOpen: rest !== null || isOpen, rest };
}

function isFilled(value: Value): boolean {
  return value.kind === 'object' && value.properties.size > 0;
}

/** Whether something is in an object under a key that is not known. */
function hasMore(value: Value): boolean {
  return value.kind === 'object' && (value.kept?.entries.length ?? 0) > 0;
}
