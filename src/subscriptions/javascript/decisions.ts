import type { Node } from '@babel/types';
import type { Given } from './given.js';
import type { Module } from './module.js';
import type { FunctionNode } from './nodes.js';
import type { Value } from './value.js';

/** What must be decided before a value is known: who calls a function, or which of several values is meant. */
export type Question =
  | {
      readonly kind: 'calls';
      readonly module: Module;
      readonly of: FunctionNode;
      /** The text that the first argument has to be for anything to come of it; null when it may be anything. */
      readonly first: string | null;
    }
  | {
      readonly kind: 'option';
      readonly key: string;
      readonly count: number;
      /** The argument of a call whose value it is a part of, the innermost; null when it is none's. */
      readonly argument: Argument | null;
    };

/** An argument of a call. */
export interface Argument {
  readonly module: Module;
  readonly node: Node;
}

/** What has been decided: the call that a function is run by, and the one of several values that is meant. */
export interface Decisions {
  readonly given: ReadonlyMap<FunctionNode, Given>;
  readonly options: ReadonlyMap<string, number>;
  /** The arguments that cannot be read in any way, each with what it counts as. */
  readonly unreadable: ReadonlyMap<Node, Value>;
}

/** Before any question is answered. */
export const UNDECIDED: Decisions = { given: new Map(), options: new Map(), unreadable: new Map() };

/** What is decided when each of several values is meant in turn. */
export function eachOption(
  decisions: Decisions,
  { key, count }: Extract<Question, { kind: 'option' }>,
): readonly Decisions[] {
  return Array.from({ length: count }, (_, option) => ({
    ...decisions,
    options: new Map([...decisions.options, [key, option]]),
  }));
}
