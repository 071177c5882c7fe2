import type { Node } from '@babel/types';
import { addTo } from '../../model/group-by.js';
import { isInside } from './channels.js';
import { keyAt } from './choice-keys.js';
import type { Additions } from './declarations.js';
import type { Evaluator } from './evaluator.js';
import { givenTo } from './given.js';
import type { Module } from './module.js';
import { bare } from './nodes.js';
import { isKey, listValue } from './parts.js';
import { conditionsOf } from './rule-out.js';
import { spread } from './spreading.js';
import { type Entry, isTruthy, type Thunk, UNDEFINED, type Value } from './value.js';

/**
 * A value with what is put in it later: `config.filter = ...`, `list.push(...)`, `registry[name] = ...`, `map.set(...)`.
 * @param at where it is made @param declared the name that it is given to
 */
export function withAdditions(
  evaluator: Evaluator,
  module: Module,
  at: Node,
  declared: string,
  given: Additions | null,
  value: Value,
): Value {
  if (given === null) return value;
  const { propertyWrites, assigned, pushed, kept } = given;
  if (value.kind === 'array' && pushed.length > 0) {
    const more = listValue(evaluator, module, pushed);
    return more.kind === 'array' ? { ...value, items: [...value.items, ...more.items] } : value;
  }
  if (value.kind !== 'object' || propertyWrites.size + kept.length + assigned.length === 0) return value;
  const written = new Map(
    [...propertyWrites].map(([key, all]) => [key, all.map((one) => writtenAt(evaluator, module, one))]),
  );
  let { isOpen } = value;
  for (const node of assigned) {
    const more = new Map<string, Thunk>();
    isOpen = spread(evaluator, module, node, more).isOpen || isOpen;
    for (const [key, one] of more) addTo(written, key, { node, value: one, isCopied: true });
  }
  const entries: Entry[] = [];
  for (const [name, node] of kept) {
    const isOfLoop = value.isMap !== true && isGivenByLoop(module, name);
    for (const each of isOfLoop ? evaluator.eachOf(module, name) : [evaluator]) {
      const one = (): Value => each.evaluate(module, node);
      const key = isOfLoop ? each.quietly().evaluate(module, name) : UNDEFINED;
      if (isKey(key)) addTo(written, key.text, { node, value: one, isCopied: true });
      else entries.push([() => each.evaluate(module, name), one]);
    }
  }
  const properties = new Map(value.properties);
  for (const [key, all] of written) {
    const first = value.properties.get(key);
    properties.set(key, () => {
      const run = all.map((write) => ({ write, isRun: isRunAfter(evaluator, module, write.node, at) }));
      const writes = run.flatMap(({ write, isRun }) => (isRun === false ? [] : write));
      const isGiven = run.some(({ write, isRun }) =>
        write.isCopied === true ? isRun !== false || first === undefined : isRun === true && first === undefined,
      );
      return oneOf(evaluator, module, key, isGiven ? null : (first ?? (() => UNDEFINED)), writes);
    });
  }
  if (kept.length === 0) return { ...value, properties, isOpen };
  // Others may put more in what is given away; a new Map has nothing but what is put in it here.
  isOpen = (isOpen && value.isMap !== true) || module.exports.namesOf(declared).length > 0;
  const all = [...(value.kept?.entries ?? []), ...entries];
  return { ...value, properties, isOpen, kept: { choice: keyAt(module, at, `kept in ${declared}`), entries: all } };
}

function isGivenByLoop(module: Module, name: Node): boolean {
  const declared = name.type === 'Identifier' ? module.find(name.name, name) : null;
  return declared?.kind === 'each' || (declared?.kind === 'parameter' && givenTo(module, declared.of) !== null);
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

/** Where something is given a value, and which. */
interface Written {
  readonly node: Node;
  readonly value: Thunk;
  /** Whether it is copied from another object, key by key: what was there before is for where that has no such key. */
  readonly isCopied?: boolean;
}

/** What is written there. */
export function writtenAt(evaluator: Evaluator, module: Module, node: Node): Written {
  return { node, value: () => evaluator.evaluate(module, node) };
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
  writes: readonly Written[],
): Value {
  const [at] = writes;
  if (at === undefined) return first?.() ?? UNDEFINED;
  const later = writes.map(({ value }) => value);
  const isKept = first !== null && !isPlaceholder(first());
  return evaluator.choose(keyAt(module, at.node, key), isKept ? [first, ...later] : later);
}

/** Whether a property is empty until it is given a value: nobody subscribes to that. */
function isPlaceholder(value: Value): boolean {
  return value.kind === 'text' && value.text === '';
}
