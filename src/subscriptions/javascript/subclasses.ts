import type { Class } from '@babel/types';
import type { Evaluator } from './evaluator.js';
import type { Module } from './module.js';
import { possible } from './value.js';

/** A class where it is declared. */
export interface ClassPlace {
  readonly module: Module;
  readonly node: Class;
}

/** The classes of the project that have a class for their parent: what it does with `this` is done with one of theirs. */
export function subclassesOf(evaluator: Evaluator, node: Class): readonly ClassPlace[] {
  const known = FOUND.get(node);
  if (known !== undefined) return known;
  // Meanwhile none: who is looked for may lead back here.
  FOUND.set(node, []);
  const name = node.id?.name;
  const found = (name === undefined ? [] : evaluator.project.extending(name)).flatMap((module) =>
    module.classes.filter((one) => isParent(evaluator, module, one, node)).map((one) => ({ module, node: one })),
  );
  FOUND.set(node, found);
  return found;
}

/** A tree belongs to one project. */
const FOUND = new WeakMap<Class, readonly ClassPlace[]>();

function isParent(evaluator: Evaluator, module: Module, child: Class, parent: Class): boolean {
  if (!child.superClass) return false;
  const values = possible(evaluator.quietly().evaluate(module, child.superClass));
  return values.some((value) => value.kind === 'class' && value.node === parent);
}
