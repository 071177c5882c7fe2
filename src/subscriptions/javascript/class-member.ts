import type { Class, Node } from '@babel/types';
import { withAdditions } from './additions.js';
import { keyAt } from './choice-keys.js';
import type { Evaluator } from './evaluator.js';
import type { Module } from './module.js';
import { type FunctionNode, isClass, keyOf } from './nodes.js';
import { type Thunk, unknown, type Value } from './value.js';

/** Classes that go back to each other come to an end. */
const MOST_PARENTS = 10;

/** A member of a class or of what is made of it: what it begins with, and what its methods give it. */
export function classMember(
  evaluator: Evaluator,
  module: Module,
  node: Class,
  key: string,
  isStatic: boolean,
  depth = 0,
): Value {
  const options: Thunk[] = [];
  const additions = module.thisAdditions.get(key);
  let method: FunctionNode | null = null;
  for (const one of node.body.body) {
    if (one.type === 'ClassMethod' || one.type === 'ClassPrivateMethod') {
      if (one.kind === 'constructor') options.push(...parameterProperty(evaluator, module, one, key));
      else if (one.static === isStatic && keyOf(one.key, 'computed' in one && one.computed === true) === key)
        method = one;
    } else if (one.type === 'ClassProperty' || one.type === 'ClassPrivateProperty') {
      const { value } = one;
      const name = one.type === 'ClassProperty' ? keyOf(one.key, one.computed === true) : keyOf(one.key, false);
      if (name === key && Boolean(one.static) === isStatic && value)
        options.push(() => evaluator.evaluate(module, value));
    }
  }
  if (method !== null) {
    const value = evaluator.functionValue(module, method);
    return 'kind' in method && method.kind === 'get' && value.kind === 'function' ? value.run([]) : value;
  }
  for (const write of module.thisWrites.get(key) ?? []) {
    if (!isStatic && classAround(module, write) === node) options.push(() => evaluator.evaluate(module, write));
  }
  if (options.length > 0) {
    const value = evaluator.choose(keyAt(module, node, key), options);
    return additions === undefined ? value : withAdditions(evaluator, module, node, key, additions, value);
  }
  const parent = node.superClass ? evaluator.evaluate(module, node.superClass) : null;
  if (parent?.kind === 'class' && depth < MOST_PARENTS)
    return classMember(evaluator, parent.module, parent.node, key, isStatic, depth + 1);
  return unknown(`this.${key} is given a value elsewhere`);
}

/** `constructor(private readonly table: string)` */
function parameterProperty(evaluator: Evaluator, module: Module, maker: FunctionNode, key: string): readonly Thunk[] {
  return maker.params.flatMap((parameter) => {
    if (parameter.type !== 'TSParameterProperty') return [];
    const declared = module.find(key, parameter);
    return declared?.kind === 'parameter' && maker.params[declared.index] === parameter
      ? [() => evaluator.declared(module, declared)]
      : [];
  });
}

function classAround(module: Module, node: Node): Node | null {
  for (const outer of module.around(node)) if (isClass(outer)) return outer;
  return null;
}
