import type { Node } from '@babel/types';
import { keyAt } from './choice-keys.js';
import type { Additions } from './declarations.js';
import type { Evaluator } from './evaluator.js';
import type { Module } from './module.js';
import { listValue } from './parts.js';
import { type Thunk, UNDEFINED, type Value } from './value.js';

/**
 * A value with what is put in it later: `config.filter = ...`, `list.push(...)`, `registry[name] = ...`, `map.set(...)`.
 * @param at where it is made @param name of what it is given to
 */
export function withAdditions(
  evaluator: Evaluator,
  module: Module,
  at: Node,
  name: string,
  given: Additions | null,
  value: Value,
): Value {
  if (given === null) return value;
  const { propertyWrites, pushed, kept } = given;
  if (value.kind === 'array' && pushed.length > 0) {
    const more = listValue(evaluator, module, pushed);
    return more.kind === 'array' ? { ...value, items: [...value.items, ...more.items] } : value;
  }
  if (value.kind !== 'object' || propertyWrites.size + kept.length === 0) return value;
  const properties = new Map(value.properties);
  for (const [key, writes] of propertyWrites) {
    const first = value.properties.get(key) ?? (() => UNDEFINED);
    properties.set(key, () => oneOf(evaluator, module, key, first, writes));
  }
  if (kept.length === 0) return { ...value, properties };
  // Others may put more in what is given away; a new Map has nothing but what is put in it here.
  const isOpen = value.isOpen && value.isMap !== true;
  const entries = kept.map((nodes) => nodes.map((node) => () => evaluator.evaluate(module, node)));
  const all = [
    ...(value.kept?.entries ?? []),
    ...entries.flatMap(([key, one]) => (key && one ? [[key, one] as const] : [])),
  ];
  return {
    ...value,
    properties,
    isOpen: isOpen || module.exports.namesOf(name).length > 0,
    kept: { choice: keyAt(module, at, `kept in ${name}`), entries: all },
  };
}

/** What something is worth that has a value and is given others later. */
export function oneOf(evaluator: Evaluator, module: Module, key: string, first: Thunk, writes: readonly Node[]): Value {
  const [at] = writes;
  if (at === undefined) return first();
  const later = writes.map((write) => () => evaluator.evaluate(module, write));
  return evaluator.choose(keyAt(module, at, key), isPlaceholder(first()) ? later : [first, ...later]);
}

/** Whether a property is empty until it is given a value: nobody subscribes to that. */
function isPlaceholder(value: Value): boolean {
  return value.kind === 'text' && value.text === '';
}
