import type { Class } from '@babel/types';
import type { Module } from './module.js';
import type { FunctionNode } from './nodes.js';

/** What an expression is worth, as far as the source says. */
export type Value =
  | {
      readonly kind: 'text';
      readonly text: string /** False with `{}` for each piece that is not known. */;
      readonly isWhole: boolean;
    }
  | { readonly kind: 'number' | 'boolean'; readonly text: string }
  | { readonly kind: 'undefined' | 'null' | 'nan' | 'date' }
  | ObjectValue
  | {
      readonly kind: 'array';
      readonly items: readonly Thunk[] /** Whether there may be more. */;
      readonly isOpen: boolean;
    }
  | {
      readonly kind: 'function';
      readonly module: Module;
      readonly node: FunctionNode;
      readonly run: (given: readonly Thunk[]) => Value;
    }
  | { readonly kind: 'class'; readonly module: Module; readonly node: Class }
  | { readonly kind: 'instance'; readonly module: Module; readonly node: Class }
  | { readonly kind: 'either'; readonly of: readonly Value[] }
  | {
      readonly kind: 'unknown';
      readonly reason: string /** The function that nothing calls, when that is why. */;
      readonly dead?: string;
    };

/** A value that is worked out when it is asked for: what nobody asks for raises no question. */
export type Thunk = () => Value;

export interface ObjectValue {
  readonly kind: 'object';
  readonly properties: ReadonlyMap<string, Thunk>;
  /** Whether it may have more than that. */
  readonly isOpen: boolean;
  /** What else is in it, where that is not known. */
  readonly rest?: Value;
  /** What is put in it by keys that have to be worked out. */
  readonly kept?: Kept;
  /** Whether it is a Map, which gives its entries when it is gone through. */
  readonly isMap?: boolean;
}

export interface Kept {
  /** The key of the choice between the entries. */
  readonly choice: string;
  readonly entries: readonly Entry[];
}

export type Entry = readonly [key: Thunk, value: Thunk];

export const UNDEFINED: Value = { kind: 'undefined' };

/** What is put where it comes from: it brings nothing that is not told of what else is put there. */
export const ITSELF: Extract<Value, { kind: 'unknown' }> = { kind: 'unknown', reason: 'it is made from itself' };

export function unknown(reason: string): Value {
  return { kind: 'unknown', reason };
}

/** What nothing here says. */
export const AT_RUN_TIME: Value = unknown('it is worked out at run time');

export function textValue(text: string): Value {
  return { kind: 'text', text, isWhole: true };
}

/** One value, or several that it can be; those within those are taken out. */
export function either(values: readonly Value[]): Value {
  const flat = values.some(({ kind }) => kind === 'either') ? values.flatMap(possible) : values;
  const [first] = flat;
  return flat.length === 1 && first !== undefined ? first : { kind: 'either', of: flat };
}

/** What no run of the code comes by: an element of an empty list. */
export const NEVER: Value = { kind: 'either', of: [] };

/** What a ref of Vue holds; anything else as it is. */
export function unwrapped(value: Value): Value {
  return value.kind === 'object' ? (value.properties.get('value')?.() ?? value) : value;
}

/** The values that a value can be. */
export function possible(value: Value): readonly Value[] {
  return value.kind === 'either' ? value.of : [value];
}

/** Whether a value counts as true; null when that is not known. */
export function isTruthy(value: Value): boolean | null {
  switch (value.kind) {
    case 'text':
      return value.text === '{}' ? null : value.text !== '';
    case 'number':
      return Number(value.text) !== 0;
    case 'boolean':
      return value.text === 'true';
    case 'undefined':
    case 'null':
    case 'nan':
      return false;
    case 'unknown':
    case 'either':
      return null;
    default:
      return true;
  }
}

/** Whether a value is null or undefined; null when that is not known. */
export function isNullish(value: Value): boolean | null {
  if (value.kind === 'unknown' || value.kind === 'either') return null;
  return value.kind === 'undefined' || value.kind === 'null';
}
