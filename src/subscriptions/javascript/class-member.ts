import type { Class, Node } from '@babel/types';
import { addTo } from '../../model/group-by.js';
import { withAdditions } from './additions.js';
import { keyAt } from './choice-keys.js';
import type { Evaluator } from './evaluator.js';
import type { Module } from './module.js';
import { type FunctionNode, isClass, keyOf } from './nodes.js';
import { subclassesOf } from './subclasses.js';
import { NEVER, type Thunk, unknown, type Value } from './value.js';

/** Classes that go back to each other come to an end. */
const MOST_PARENTS = 10;

/**
 * A member of a class or of what is made of it: what it begins with, and what its methods give it. What is made may be of
 * a class that extends it, with members of its own, and all of them are those of one.
 */
export function classMember(evaluator: Evaluator, module: Module, node: Class, key: string, isStatic: boolean): Value {
  const own = (): Value => memberOf(evaluator, module, node, key, isStatic);
  if (isStatic || hasMethod(node, key)) return own();
  const children = subclassesOf(evaluator, node).filter(
    (child) => hasMethod(child.node, key) || hasMembers(child.module, child.node),
  );
  if (children.length === 0) return own();
  const ofItself = (): Value => (optionsOf(evaluator, module, node, key, false).length > 0 ? own() : NEVER);
  const isAbstract = 'abstract' in node && node.abstract === true;
  return evaluator.choose(keyAt(module, node, 'made of'), [
    ...(isAbstract ? [] : [ofItself]),
    ...children.map((child) => () => memberOf(evaluator, child.module, child.node, key, false)),
  ]);
}

/** Whether a class adds anything to what its parent is. Each of its members asks. */
function hasMembers(module: Module, node: Class): boolean {
  const known = ADDS.get(node);
  if (known !== undefined) return known;
  const { makers, values } = membersOf(node);
  const isWritten = (): boolean =>
    [...module.writes.toThis.values()].flat().some((one) => classAround(module, one) === node);
  const adds = makers.length + values.size > 0 || isWritten();
  ADDS.set(node, adds);
  return adds;
}

const ADDS = new WeakMap<Class, boolean>();

function hasMethod(node: Class, key: string): boolean {
  return membersOf(node).methods.has(memberKey(key, false));
}

function memberOf(evaluator: Evaluator, module: Module, node: Class, key: string, isStatic: boolean, depth = 0): Value {
  const method = membersOf(node).methods.get(memberKey(key, isStatic));
  if (method !== undefined) {
    const value = evaluator.functionValue(module, method);
    return 'kind' in method && method.kind === 'get' && value.kind === 'function' ? value.run([]) : value;
  }
  const options = optionsOf(evaluator, module, node, key, isStatic);
  if (options.length > 0) {
    const value = evaluator.choose(keyAt(module, node, key), options);
    return withAdditions(evaluator, module, node, key, module.writes.addedToThis.get(key) ?? null, value);
  }
  const parent = node.superClass ? evaluator.evaluate(module, node.superClass) : null;
  if (parent?.kind === 'class' && depth < MOST_PARENTS)
    return memberOf(evaluator, parent.module, parent.node, key, isStatic, depth + 1);
  return unknown(`this.${key} is given a value elsewhere`);
}

/** What a property of a class is given in it. */
function optionsOf(
  evaluator: Evaluator,
  module: Module,
  node: Class,
  key: string,
  isStatic: boolean,
): readonly Thunk[] {
  const { makers, values } = membersOf(node);
  const begun = values.get(memberKey(key, isStatic)) ?? [];
  return [
    ...makers.flatMap((maker) => parameterProperty(evaluator, module, maker, key)),
    ...[...begun, ...writtenTo(module, node, key, isStatic)].map((value) => () => evaluator.evaluate(module, value)),
  ];
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

/** What a property is given later: by `this.key = ...` in the class, and one of the class itself by `Live.key = ...`. */
function writtenTo(module: Module, node: Class, key: string, isStatic: boolean): readonly Node[] {
  const byThis = (module.writes.toThis.get(key) ?? []).filter(
    (write) => classAround(module, write) === node && isInStatic(module, write) === isStatic,
  );
  const declared = isStatic && node.id ? module.find(node.id.name, node) : null;
  return [...byThis, ...(declared?.additions?.propertyWrites.get(key) ?? [])];
}

function isInStatic(module: Module, node: Node): boolean {
  for (const outer of module.around(node)) {
    if (outer.type === 'ClassMethod' || outer.type === 'ClassPrivateMethod') return outer.static === true;
    if (outer.type === 'StaticBlock') return true;
    if (isClass(outer)) return false;
  }
  return false;
}

function classAround(module: Module, node: Node): Node | null {
  for (const outer of module.around(node)) if (isClass(outer)) return outer;
  return null;
}
