import type { Node } from '@babel/types';
import type { Evaluator } from './evaluator.js';
import type { Module } from './module.js';
import {
  AT_RUN_TIME,
  type Entry,
  either,
  isNullish,
  NEVER,
  type ObjectValue,
  possible,
  type Thunk,
  textValue,
  UNDEFINED,
  unknown,
  type Value,
} from './value.js';

export type Element = Thunk;

/** What a list holds; null when that is not known. */
export function elementsOf(value: Value): readonly Element[] | null {
  if (value.kind === 'object' && value.isMap === true) {
    const pairs = entriesOf(value)?.map(
      (items): Thunk =>
        () => ({ kind: 'array', items, isOpen: false }),
    );
    return pairs ?? null;
  }
  if (value.kind === 'array') return value.isOpen && value.items.length === 0 ? null : value.items;
  return null;
}

/** What an object or a Map holds, each with its key; null when that is not known. */
export function entriesOf({ properties, kept, isOpen }: ObjectValue): readonly Entry[] | null {
  const entries = [...properties].map(([key, value]): Entry => [() => textValue(key), value]);
  const all = [...entries, ...(kept?.entries ?? [])];
  return isOpen && all.length === 0 ? null : all;
}

/** Whether a value can be told from others as a key. */
export function isKey(value: Value): value is Extract<Value, { text: string }> {
  return value.kind === 'number' || (value.kind === 'text' && value.isWhole);
}

/** What an object holds under a key; undefined when nothing of that key is known. */
function held(evaluation: Evaluator, { properties, kept }: ObjectValue, key: string): Value | undefined {
  const own = properties.get(key)?.();
  if (own !== undefined || kept === undefined) return own;
  const options = kept.entries.flatMap(([at, value]) => {
    const name = at();
    return isKey(name) && name.text !== key ? [] : value;
  });
  return options.length === 0 ? undefined : evaluation.choose(kept.choice, options);
}

/** A property of a value. */
export function member(evaluation: Evaluator, value: Value, key: string): Value {
  switch (value.kind) {
    case 'object':
      return (
        held(evaluation, value, key) ?? value.rest ?? (value.isOpen ? unknown(`${key} is not written out`) : UNDEFINED)
      );
    case 'array': {
      const item = /^\d+$/.test(key) ? value.items[Number(key)] : undefined;
      if (item !== undefined) return item();
      if (key === 'length' && !value.isOpen) return { kind: 'number', text: String(value.items.length) };
      return value.isOpen ? unknown('the list is made at run time') : UNDEFINED;
    }
    case 'instance':
    case 'class':
      return evaluation.classMember(value.module, value.node, key, value.kind === 'class');
    case 'either':
      return either(value.of.map((one) => member(evaluation, one, key)));
    case 'unknown':
      return value;
    case 'boolean':
    case 'undefined':
    case 'null':
      return UNDEFINED;
    default:
      return AT_RUN_TIME;
  }
}

/** A Map of pairs. @param choice the key of the choice between its entries */
export function mapOf(evaluation: Evaluator, pairs: Value, choice: string): Value {
  if (pairs.kind !== 'array') return pairs;
  const entries = pairs.items.map(
    (pair): Entry => [() => member(evaluation, pair(), '0'), () => member(evaluation, pair(), '1')],
  );
  return { kind: 'object', properties: new Map(), isOpen: pairs.isOpen, kept: { choice, entries }, isMap: true };
}

/** A value of which a part is read: there is none of what is null or undefined. */
export function notNothing(value: Value): Value {
  const values = possible(value);
  const left = values.filter((one) => isNullish(one) !== true);
  return left.length === values.length ? value : either(left);
}

/** What is left of an object when some of its properties are taken out. */
export function withoutKeys(value: Value, keys: readonly string[]): Value {
  if (value.kind !== 'object')
    return value.kind === 'either' ? either(value.of.map((one) => withoutKeys(one, keys))) : value;
  return { ...value, properties: new Map([...value.properties].filter(([key]) => !keys.includes(key))) };
}

/** A list as it is written out. */
export function listValue(evaluator: Evaluator, module: Module, nodes: readonly (Node | null)[]): Value {
  const items: Thunk[] = [];
  let isOpen = false;
  for (const node of nodes) {
    if (node === null) items.push(() => UNDEFINED);
    else if (node.type !== 'SpreadElement') items.push(() => evaluator.evaluate(module, node));
    else {
      const value = evaluator.evaluate(module, node.argument);
      const elements = elementsOf(value);
      if (elements === null || (value.kind === 'array' && value.isOpen)) isOpen = true;
      items.push(...(elements ?? []));
    }
  }
  return { kind: 'array', items, isOpen };
}

/** One element of a list, whichever. */
export function elementValue(
  evaluator: Evaluator,
  key: string,
  elements: readonly Element[] | null,
  list: Value,
): Value {
  if (elements === null) {
    if (possible(list).length === 0) return list;
    const why = possible(list).find(({ kind }) => kind === 'unknown');
    return why ?? unknown('it is one of a list that is made at run time');
  }
  // Of an empty list nothing is done: `enabled ? [...] : []`.
  return elements.length === 0 ? NEVER : evaluator.choose(key, elements);
}
