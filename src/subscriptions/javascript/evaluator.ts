import type { Class, Node } from '@babel/types';
import type { Declaration } from './declarations.js';
import type { Module } from './module.js';
import type { FunctionNode } from './nodes.js';
import type { Project } from './project.js';
import type { Thunk, Value } from './value.js';

/** Works out what expressions are worth; what parts of the work ask of the whole. */
export interface Evaluator {
  readonly project: Project;
  /** Whether it may ask; one that may not gives all possible values instead. */
  readonly asks: boolean;
  evaluate(module: Module, node: Node): Value;
  /** The same without asking: every value that is possible by what has been decided. */
  quietly(): Evaluator;
  /** One of several values, as decided; every choice has a key that tells it from others. */
  choose(key: string, options: readonly Thunk[]): Value;
  /** One for each value that a loop gives an expression, with that value decided. */
  eachOf(module: Module, node: Node): readonly Evaluator[];
  functionValue(module: Module, node: FunctionNode): Value;
  /** What a declared name is worth. */
  declared(module: Module, declared: Declaration): Value;
  /** What a parameter is given, all from there on where it takes the rest. */
  argument(module: Module, of: FunctionNode, index: number, isRest: boolean): Value;
  /** A member of a class, or of what is made of it. */
  classMember(module: Module, node: Class, key: string, isStatic: boolean): Value;
}
