import type { Evaluator } from './evaluator.js';
import { either, type Thunk, UNDEFINED, unknown, type Value } from './value.js';

export type Element = Thunk;

/** What a list holds; null when that is not known. */
export function elementsOf(value: Value): readonly Element[] | null {
  if (value.kind === 'array') return value.isOpen && value.items.length === 0 ? null : value.items;
  return null;
}

/** A property of a value. */
export function member(evaluation: Evaluator, value: Value, key: string): Value {
  switch (value.kind) {
    case 'object':
      return (
        value.properties.get(key)?.() ?? value.rest ?? (value.isOpen ? unknown(`${key} is not written out`) : UNDEFINED)
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
      return unknown('it is worked out at run time');
  }
}

/** What is left of an object when some of its properties are taken out. */
export function withoutKeys(value: Value, keys: readonly string[]): Value {
  if (value.kind !== 'object')
    return value.kind === 'either' ? either(value.of.map((one) => withoutKeys(one, keys))) : value;
  return { ...value, properties: new Map([...value.properties].filter(([key]) => !keys.includes(key))) };
}
