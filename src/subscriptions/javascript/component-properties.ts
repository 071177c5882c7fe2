import type { Evaluator } from './evaluator.js';
import type { Module } from './module.js';
import { member } from './parts.js';
import { type ObjectValue, type Thunk, UNDEFINED, unknown, type Value } from './value.js';

/** What the component that a module is has been given. */
export function propertiesOf(evaluator: Evaluator, module: Module): Value {
  const { component } = module;
  return component === null ? unknown(OF_COMPONENT) : evaluator.argument(module, component, 0, false);
}

/** Why a property is not known: nothing that is read has the component in it. */
export const OF_COMPONENT = 'it is a property of the component';

/** What the functions of Vue and Svelte that give a component its properties are worth. */
export function macroValue(evaluator: Evaluator, module: Module, name: string, read: (index: number) => Value): Value {
  const given = propertiesOf(evaluator, module);
  if (name === 'defineModel') return unknown(OF_COMPONENT);
  return name === 'withDefaults' ? withDefaults(read(0), read(1)) : withDefaults(given, defaultsIn(evaluator, read(0)));
}

/** What properties are when they are not given, in `{ table: { type: String, default: 'orders' } }` or `['table']`. */
export function defaultsIn(evaluator: Evaluator, declared: Value): ObjectValue {
  const properties = new Map<string, Thunk>();
  for (const item of declared.kind === 'array' ? declared.items : []) {
    const name = item();
    if (name.kind === 'text') properties.set(name.text, () => UNDEFINED);
  }
  for (const [key, one] of declared.kind === 'object' ? declared.properties : []) {
    properties.set(key, () => {
      const options = one();
      return options.kind === 'object' ? member(evaluator, options, 'default') : UNDEFINED;
    });
  }
  return { kind: 'object', properties, isOpen: false };
}

/** What is given, with what it is where it is not. */
export function withDefaults(given: Value, defaults: Value): Value {
  if (given.kind !== 'object' || defaults.kind !== 'object') return given;
  const properties = new Map(given.properties);
  for (const [key, otherwise] of defaults.properties) {
    const own = given.properties.get(key);
    properties.set(key, () => {
      const value = own?.() ?? (given.isOpen ? unknown(`${key} is not written out`) : UNDEFINED);
      return value.kind === 'undefined' ? resultOf(otherwise()) : value;
    });
  }
  return { ...given, properties };
}

/** What a function gives back; anything else as it is. */
export function resultOf(value: Value): Value {
  return value.kind === 'function' ? value.run([]) : value;
}
