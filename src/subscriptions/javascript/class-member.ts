import type { Class, Node } from '@babel/types';
import { addTo } from '../../model/group-by.js';
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
  const { makers, methods, values } = membersOf(node);
  const additions = module.writes.addedToThis.get(key) ?? null;
  const method = methods.get(memberKey(key, isStatic));
  if (method !== undefined) {
    const value = evaluator.functionValue(module, method);
    return 'kind' in method && method.kind === 'get' && value.kind === 'function' ? value.run([]) : value;
  }
  const options: Thunk[] = [
    ...makers.flatMap((maker) => parameterProperty(evaluator, module, maker, key)),
    ...(values.get(memberKey(key, isStatic)) ?? []).map((value) => () => evaluator.evaluate(module, value)),
  ];
  for (const write of module.writes.toThis.get(key) ?? []) {
    if (!isStatic && classAround(module, write) === node) options.push(() => evaluator.evaluate(module, write));
  }
  if (options.length > 0) {
    const value = evaluator.choose(keyAt(module, node, key), options);
    return withAdditions(evaluator, module, node, key, additions, value);
  }
  const parent = node.superClass ? evaluator.evaluate(module, node.superClass) : null;
  if (parent?.kind === 'class' && depth < MOST_PARENTS)
    return classMember(evaluator, parent.module, parent.node, key, isStatic, depth + 1);
  return unknown(`this.${key} is given a value elsewhere`);
}

/** What a class is written with, by name: a large one is asked for its members often. */
interface Members {
  readonly makers: readonly FunctionNode[];
  /** The last of a name is the one that counts. */
  readonly methods: ReadonlyMap<string, FunctionNode>;
  readonly values: ReadonlyMap<string, readonly Node[]>;
}

function membersOf(node: Class): Members {
  const known = MEMBERS.get(node);
  if (known !== undefined) return known;
  const makers: FunctionNode[] = [];
  const methods = new Map<string, FunctionNode>();
  const values = new Map<string, Node[]>();
  for (const one of node.body.body) {
    if (one.type === 'ClassMethod' || one.type === 'ClassPrivateMethod') {
      if (one.kind === 'constructor') makers.push(one);
      else {
        const name = keyOf(one.key, 'computed' in one && one.computed === true);
        if (name !== null) methods.set(memberKey(name, Boolean(one.static)), one);
      }
    } else if (one.type === 'ClassProperty' || one.type === 'ClassPrivateProperty') {
      const name = keyOf(one.key, one.type === 'ClassProperty' && one.computed === true);
      if (name !== null && one.value) addTo(values, memberKey(name, Boolean(one.static)), one.value);
    }
  }
  const members = { makers, methods, values };
  MEMBERS.set(node, members);
  return members;
}

const MEMBERS = new WeakMap<Class, Members>();

function memberKey(name: string, isStatic: boolean): string {
  return `${isStatic ? 'class' : 'object'} ${name}`;
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
