import type { Class, Node } from '@babel/types';
import type { Module } from './module.js';
import type { Project } from './project.js';
import type { Value } from './value.js';

/** Works out what expressions are worth; what parts of the work ask of the whole. */
export interface Evaluator {
  readonly project: Project;
  evaluate(module: Module, node: Node): Value;
  /** What a module gives away under a name. */
  exported(module: Module, name: string): Value;
  /** A member of a class, or of what is made of it. */
  classMember(module: Module, node: Class, key: string, isStatic: boolean): Value;
}
