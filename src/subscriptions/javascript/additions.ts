import type { Node } from '@babel/types';
import { isInside } from './channels.js';
import { keyAt } from './choice-keys.js';
import type { Additions } from './declarations.js';
import type { Evaluator } from './evaluator.js';
import type { Module } from './module.js';
import { bare } from './nodes.js';
import { listValue } from './parts.js';
import { conditionsOf } from './rule-out.js';
import { isTruthy, type Thunk, UNDEFINED, type Value } from './value.js';

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
  for (const [key, all] of propertyWrites) {
    const first = value.properties.get(key);
    properties.set(key, () => {
      const run = all.map((write) => ({ write, isRun: isRunAfter(evaluator, module, write, at) }));
      const writes = run.flatMap(({ write, isRun }) => (isRun === false ? [] : write));
      const isGiven = first === undefined && run.some(({ isRun }) => isRun === true);
      return oneOf(evaluator, module, key, isGiven ? null : (first ?? (() => UNDEFINED)), writes);
    });
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

/**
 * Whether what gives something to a property is run where its object was made: `options.table = 'a'` below it is, and
 * `if (table) options.table = table` as the table says; null when that is not known.
 */
function isRunAfter(evaluator: Evaluator, module: Module, write: Node, made: Node): boolean | null {
  const around = module.functionAround(made);
  if (module.functionAround(write) !== around || (write.start ?? 0) < (made.start ?? 0)) return null;
  const asked = conditionsOf(module, write)
    .filter(({ test }) => around === null || isInside(test, around))
    .map(({ test, holds }) => {
      // What a name is worth is a matter of who calls; of another test it is not worth a question.
      const isMet = bare(test).type === 'Identifier' ? isTruthy(evaluator.evaluate(module, test)) : null;
      return isMet === null ? null : isMet === holds;
    });
  if (asked.includes(false)) return false;
  return asked.includes(null) ? null : true;
}

/**
 * What something is worth that has a value and is given others later.
 * @param first null where it is given one of the others in any case
 */
export function oneOf(
  evaluator: Evaluator,
  module: Module,
  key: string,
  first: Thunk | null,
  writes: readonly Node[],
): Value {
  const [at] = writes;
  if (at === undefined) return first?.() ?? UNDEFINED;
  const later = writes.map((write) => () => evaluator.evaluate(module, write));
  const isKept = first !== null && !isPlaceholder(first());
  return evaluator.choose(keyAt(module, at, key), isKept ? [first, ...later] : later);
}

/** Whether a property is empty until it is given a value: nobody subscribes to that. */
function isPlaceholder(value: Value): boolean {
  return value.kind === 'text' && value.text === '';
}
