import type { Class, Node } from '@babel/types';
import { withAdditions } from './additions.js';
import { callKnown } from './call-known.js';
import { keyAt, keyOfTest } from './choice-keys.js';
import { classMember } from './class-member.js';
import type { Declaration, Step } from './declarations.js';
import type { Evaluator } from './evaluator.js';
import { type Given, givenTo } from './given.js';
import type { Module } from './module.js';
import { bare, type FunctionNode, isClass, isFunction, keyOf, nameOf } from './nodes.js';
import { attributesValue, enumValue, objectValue, thisOfObject } from './objects.js';
import { binaryValue, concatenate, FALSE, isBoolean, unaryValue } from './operators.js';
import { type Element, elementsOf, entriesOf, mapOf, member, notNothing, withoutKeys } from './parts.js';
import type { Project } from './project.js';
import { returnsOf } from './returns.js';
import { ruleOut } from './rule-out.js';
import {
  either,
  isNullish,
  isTruthy,
  type ObjectValue,
  possible,
  type Thunk,
  textValue,
  UNDEFINED,
  unknown,
  type Value,
} from './value.js';
import { COMPONENT_MACROS, OBJECT_CLASSES, PAGE_GLOBALS, WELL_KNOWN } from './well-known.js';

/** What must be decided before a value is known: who calls a function, or which of several values is meant. */
export type Question =
  | { readonly kind: 'calls'; readonly module: Module; readonly of: FunctionNode }
  | { readonly kind: 'option'; readonly key: string; readonly count: number };

/** What has been decided: the call that a function is run by, and the one of several values that is meant. */
export interface Decisions {
  readonly given: ReadonlyMap<FunctionNode, Given>;
  readonly options: ReadonlyMap<string, number>;
}

/** What all that is worked out together shares. */
interface Shared {
  question: Question | null;
  stepsLeft: number;
  depth: number;
}

const DEEPEST = 120;
const MOST_STEPS = 20_000;
/** Beyond that many values a list is one that cannot be read. */
const MOST_OPTIONS = 200;

/**
 * Works out what expressions are worth, without running anything. Where that needs a decision, the question is noted, and
 * the answer is worthless: it is to be asked again with the decision made.
 */
export class Evaluation implements Evaluator {
  readonly project: Project;
  readonly #decisions: Decisions;
  readonly #shared: Shared;
  /** Whether it may ask; one that may not gives all possible values instead. */
  readonly #asks: boolean;
  /** The arguments of the functions that are being looked into. */
  readonly #locals: ReadonlyMap<FunctionNode, readonly Thunk[]>;
  readonly #active = new Set<unknown>();

  constructor(
    project: Project,
    decisions: Decisions,
    asks = true,
    shared: Shared = { question: null, stepsLeft: MOST_STEPS, depth: 0 },
    locals: ReadonlyMap<FunctionNode, readonly Thunk[]> = new Map(),
  ) {
    this.project = project;
    this.#decisions = decisions;
    this.#asks = asks;
    this.#shared = shared;
    this.#locals = locals;
  }

  /** What has to be decided first; null when what was worked out stands. */
  get question(): Question | null {
    return this.#shared.question;
  }

  /** How many steps it took so far. */
  get steps(): number {
    return MOST_STEPS - this.#shared.stepsLeft;
  }

  /** The same without asking: every value that is possible by what has been decided. */
  quietly(): Evaluation {
    return this.#asks ? new Evaluation(this.project, this.#decisions, false, this.#shared, this.#locals) : this;
  }

  evaluate(module: Module, at: Node): Value {
    const node = bare(at);
    const shared = this.#shared;
    // All that comes after a question is asked again with its answer.
    if (shared.question !== null) return unknown('it has several values');
    if (shared.depth >= DEEPEST || shared.stepsLeft <= 0) return unknown('it takes too long to work out');
    if (this.#active.has(node)) return unknown('it is made from itself');
    shared.stepsLeft -= 1;
    shared.depth += 1;
    this.#active.add(node);
    try {
      return this.#evaluate(module, node);
    } finally {
      shared.depth -= 1;
      this.#active.delete(node);
    }
  }

  /** A property of what an expression is worth. */
  evaluateMember(module: Module, at: Node, key: string): Value {
    return member(this, this.evaluate(module, at), key);
  }

  #evaluate(module: Module, node: Node): Value {
    switch (node.type) {
      case 'StringLiteral':
        return textValue(node.value);
      case 'NumericLiteral':
      case 'BooleanLiteral':
        return { kind: node.type === 'NumericLiteral' ? 'number' : 'boolean', text: String(node.value) };
      case 'NullLiteral':
        return { kind: 'null' };
      case 'TemplateLiteral':
        return this.#template(module, node);
      case 'Identifier':
        return ruleOut(module, node, this.#identifier(module, node));
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        return ruleOut(module, node, this.#member(module, node));
      case 'ThisExpression':
        return this.#this(module, node);
      case 'ObjectExpression':
        return objectValue(this, module, node);
      case 'ArrayExpression':
        return this.list(module, node.elements);
      case 'ConditionalExpression':
        return this.#conditional(module, node);
      case 'LogicalExpression':
        return this.#logical(module, node);
      case 'BinaryExpression':
        if (node.left.type === 'PrivateName') return unknown('it is worked out at run time');
        return binaryValue(node.operator, this.evaluate(module, node.left), this.evaluate(module, node.right));
      case 'UnaryExpression':
        return unaryValue(node.operator, this.evaluate(module, node.argument));
      case 'AssignmentExpression':
        return node.operator === '=' ? this.evaluate(module, node.right) : unknown('it is changed at run time');
      case 'SequenceExpression':
        return this.evaluate(module, node.expressions.at(-1) ?? node);
      case 'CallExpression':
      case 'OptionalCallExpression':
        return this.#call(module, node);
      case 'NewExpression':
        return this.#new(module, node);
      case 'RegExpLiteral':
        return { kind: 'object', properties: new Map(), isOpen: true };
      default:
        if (isFunction(node)) return this.functionValue(module, node);
        if (isClass(node)) return { kind: 'class', module, node };
        return unknown('it is worked out at run time');
    }
  }

  /** One of several values: the one decided on, else all when asking is not allowed, else a question. */
  choose(key: string, options: readonly Thunk[]): Value {
    const [first] = options;
    if (first === undefined) return unknown('there is no value for it');
    if (options.length === 1) return first();
    if (options.length > MOST_OPTIONS) return unknown(`it has more than ${MOST_OPTIONS} values`);
    const decided = this.#decisions.options.get(key);
    if (decided !== undefined) return (options[decided] ?? first)();
    if (!this.#asks) return either(options.map((option) => option()));
    this.#shared.question ??= { kind: 'option', key, count: options.length };
    return unknown('it has several values');
  }

  functionValue(module: Module, node: FunctionNode): Value {
    return { kind: 'function', module, node, run: (given) => this.#run(module, node, given) };
  }

  /** What a function gives back for these arguments. */
  #run(module: Module, node: FunctionNode, given: readonly Thunk[]): Value {
    if (node.generator) return unknown('it comes out of a generator');
    const inside = new Evaluation(
      this.project,
      this.#decisions,
      this.#asks,
      this.#shared,
      new Map([...this.#locals, [node, given]]),
    );
    if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement') {
      return inside.evaluate(module, node.body);
    }
    const returns = returnsOf(node);
    if (returns.length === 0) return UNDEFINED;
    return inside.choose(
      keyAt(module, node, 'return'),
      returns.map((value) => () => (value === null ? UNDEFINED : inside.evaluate(module, value))),
    );
  }

  #template(module: Module, node: Extract<Node, { type: 'TemplateLiteral' }>): Value {
    const pieces = node.quasis.flatMap((quasi, index): readonly Value[] => {
      const hole = node.expressions[index];
      const written = textValue(quasi.value.cooked ?? quasi.value.raw);
      return hole === undefined ? [written] : [written, this.evaluate(module, hole)];
    });
    return concatenate(pieces);
  }

  #identifier(module: Module, node: Extract<Node, { type: 'Identifier' }>): Value {
    if (node.name === 'undefined') return UNDEFINED;
    if (node.name === 'NaN') return { kind: 'nan' };
    const declared = module.find(node.name, node);
    return declared === null ? this.#global(module, node.name) : this.declared(module, declared);
  }

  /** A name that nothing here declares: frameworks import some by themselves, from a module that gives away that name. */
  #global(module: Module, name: string): Value {
    if (name in globalThis || PAGE_GLOBALS.has(name)) return unknown(`${name} is worked out at run time`);
    if (COMPONENT_MACROS.test(name)) return unknown('it is a property of the component');
    const givers = this.project
      .exporting(name)
      .filter((other) => other !== module && other.exports.get(name)?.kind === 'name');
    const [giver] = givers;
    if (giver === undefined || givers.length > 1) return unknown(`${name} is declared nowhere in this file`);
    return this.exported(giver, name);
  }

  /** What a declared name is worth. */
  declared(module: Module, declared: Declaration): Value {
    switch (declared.kind) {
      case 'import':
        return this.#imported(module, declared.source, declared.imported);
      case 'variable':
        return this.#variable(module, declared);
      case 'each':
        return this.#each(module, declared.loop, declared.steps);
      case 'parameter':
        return this.#parameter(module, declared);
      case 'function':
        return isFunction(declared.node) ? this.functionValue(module, declared.node) : unknown('it is no function');
      case 'class':
        return isClass(declared.node) ? { kind: 'class', module, node: declared.node } : unknown('it is no class');
      case 'enum':
        return enumValue(this, module, declared.node);
      case 'other':
        return unknown(`${declared.name} is worked out at run time`);
    }
  }

  #imported(module: Module, source: string, imported: string): Value {
    const wellKnown = WELL_KNOWN[imported];
    if (wellKnown !== undefined && source.startsWith('@supabase/')) return wellKnown;
    const other = this.project.imported(source, module);
    if (other === null) return wellKnown ?? unknown(`it comes from ${source}`);
    return imported === '*' ? this.namespace(other) : this.exported(other, imported);
  }

  /** What a module gives away under a name. */
  exported(module: Module, name: string, depth = 0): Value {
    const found = module.exports.get(name);
    if (found?.kind === 'value') return this.evaluate(module, found.node);
    if (found?.kind === 'from') return this.#imported(module, found.source, found.imported);
    if (found?.kind === 'name') {
      const declared = module.top(found.name);
      return declared === null ? unknown(`${found.name} is not declared`) : this.declared(module, declared);
    }
    for (const source of depth > 8 ? [] : module.starSources) {
      const other = this.project.imported(source, module);
      const value = other && this.exported(other, name, depth + 1);
      if (value !== null && value.kind !== 'unknown') return value;
    }
    return unknown(`${module.source.file} exports no ${name}`);
  }

  /** Everything that a module gives away. */
  namespace(module: Module): ObjectValue {
    const properties = new Map<string, Thunk>();
    const seen = new Set([module]);
    let isOpen = false;
    // The set grows by the modules whose every export is given away as well.
    for (const giver of seen) {
      for (const name of giver.exports.keys()) {
        if (!properties.has(name)) properties.set(name, () => this.exported(giver, name));
      }
      for (const source of giver.starSources) {
        const other = this.project.imported(source, giver);
        if (other === null) isOpen = true;
        else seen.add(other);
      }
    }
    return { kind: 'object', properties, isOpen };
  }

  #variable(module: Module, declared: Extract<Declaration, { kind: 'variable' }>): Value {
    const { node, steps, writes } = declared;
    const { init } = node;
    const options: Thunk[] = writes.map((write) => () => this.#written(module, declared, write));
    if (init) options.unshift(() => this.#apply(module, this.evaluate(module, init), steps));
    if (init && isGivenFromOutside(module, node) && isExported(module, node)) {
      options.push(() => unknown(`${declared.name} is given from outside`));
    }
    if (options.length === 0) {
      return isGivenFromOutside(module, node) ? unknown(`${declared.name} is given from outside`) : UNDEFINED;
    }
    const value = this.choose(keyAt(module, node, declared.name), options);
    if (isNullish(value) === true && isGivenFromOutside(module, node)) {
      return unknown(`${declared.name} is given from outside`);
    }
    return withAdditions(this, module, node, declared.name, declared, value);
  }

  #written(module: Module, declared: Declaration, write: Node): Value {
    const isSelf = write.type === 'Identifier' && write.name === declared.name;
    return isSelf ? unknown(`${declared.name} is changed at run time`) : this.evaluate(module, write);
  }

  #each(module: Module, loop: Extract<Declaration, { kind: 'each' }>['loop'], steps: readonly Step[]): Value {
    const values = this.evaluate(module, loop.right);
    const elements =
      loop.type === 'ForInStatement' && values.kind === 'object'
        ? (entriesOf(values)?.map(([key]) => key) ?? null)
        : elementsOf(values);
    return this.#apply(module, this.#element(keyAt(module, loop, 'each'), elements, values), steps);
  }

  /** One element of a list, whichever. */
  #element(key: string, elements: readonly Element[] | null, list: Value): Value {
    if (elements === null) {
      const why = possible(list).find(({ kind }) => kind === 'unknown');
      return why ?? unknown('it is one of a list that is made at run time');
    }
    return this.choose(key, elements);
  }

  #parameter(module: Module, declared: Extract<Declaration, { kind: 'parameter' }>): Value {
    const { of, index, writes } = declared;
    const isRest = of.params[index]?.type === 'RestElement';
    const steps = isRest ? declared.steps.slice(1) : declared.steps;
    const options: Thunk[] = writes.map((write) => () => this.#written(module, declared, write));
    options.unshift(() => this.#apply(module, this.#argument(module, of, index, isRest), steps));
    return this.choose(keyAt(module, of, declared.name), options);
  }

  #argument(module: Module, of: FunctionNode, index: number, isRest: boolean): Value {
    const local = this.#locals.get(of);
    if (local !== undefined) {
      if (isRest) return { kind: 'array', items: local.slice(index), isOpen: false };
      return local[index]?.() ?? UNDEFINED;
    }
    const given = this.#decisions.given.get(of) ?? givenTo(module, of);
    if (given === null) {
      if (!this.#asks) return unknown('it is a parameter');
      this.#shared.question ??= { kind: 'calls', module, of };
      return unknown('it is a parameter');
    }
    switch (given.kind) {
      case 'nothing':
        return { kind: 'unknown', reason: given.reason, ...(given.dead === null ? {} : { dead: given.dead }) };
      case 'elements': {
        const list = this.evaluate(module, given.list);
        const key = keyAt(module, given.list, 'each');
        const entries = list.kind === 'object' && list.isMap === true ? entriesOf(list) : null;
        if (entries !== null && index < 2) {
          const parts = entries.map(([name, value]) => (index === 0 ? value : name));
          return this.#element(key, parts, list);
        }
        if (index !== given.index) return unknown('it is worked out at run time');
        return this.#element(key, elementsOf(list), list);
      }
      case 'attributes':
        return index === 0 ? attributesValue(this, given.module, given.node) : UNDEFINED;
      case 'arguments':
        return this.#positional(given.module, given.nodes, index, isRest);
    }
  }

  #positional(module: Module, nodes: readonly Node[], index: number, isRest: boolean): Value {
    const list = this.list(module, nodes);
    if (list.kind !== 'array') return list;
    if (isRest) return { ...list, items: list.items.slice(index) };
    const found = list.items[index];
    if (found !== undefined) return found();
    return list.isOpen ? unknown('it is in a list of arguments made at run time') : UNDEFINED;
  }

  #apply(module: Module, start: Value, steps: readonly Step[]): Value {
    let value = start;
    for (const step of steps) {
      switch (step.kind) {
        case 'key':
          value = member(this, notNothing(value), step.key);
          break;
        case 'rest':
          value = withoutKeys(value, step.without);
          break;
        case 'default':
          value = this.#orDefault(module, value, step.otherwise);
          break;
        case 'computed':
          value = unknown('its name is worked out at run time');
      }
    }
    return value;
  }

  #orDefault(module: Module, value: Value, otherwise: Node): Value {
    if (value.kind === 'undefined') return this.evaluate(module, otherwise);
    if (value.kind === 'either') return either(value.of.map((one) => this.#orDefault(module, one, otherwise)));
    // What nobody calls is worth what it would be by itself.
    const isOpen = value.kind === 'unknown' && (value.dead !== undefined || !this.#asks);
    return isOpen ? either([this.evaluate(module, otherwise), value]) : value;
  }

  #member(module: Module, node: Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }>): Value {
    const constant = WELL_KNOWN[nameOf(node.object) ?? ''];
    const key = keyOf(node.property, node.computed);
    if (constant !== undefined && key !== null) return member(this, constant, key);
    if (key === 'NaN' && nameOf(node.object) === 'Number') return { kind: 'nan' };
    if (node.object.type === 'Super') return unknown('it is inherited');
    const read = this.evaluate(module, node.object);
    const owner = node.type === 'MemberExpression' ? notNothing(read) : read;
    if (key !== null) return member(this, owner, key);
    const index = this.evaluate(module, node.property);
    if (index.kind === 'text' && index.isWhole) return member(this, owner, index.text);
    if (index.kind === 'number') return member(this, owner, index.text);
    if (index.kind === 'either' && index.of.every(({ kind }) => kind === 'text')) {
      return either(
        index.of.map((one) =>
          one.kind === 'text' ? member(this, owner, one.text) : unknown('its name is worked out at run time'),
        ),
      );
    }
    // Whichever property it is, it is one of these.
    const elements =
      owner.kind === 'object' && !owner.isOpen
        ? (entriesOf(owner)?.map(([, value]) => value) ?? null)
        : elementsOf(owner);
    // Two mentions of one element in a function are of the same one.
    return this.#element(keyOfTest(module, node), elements, index.kind === 'unknown' ? index : owner);
  }

  #this(module: Module, node: Node): Value {
    for (const outer of module.around(node)) {
      if (isClass(outer)) return { kind: 'instance', module, node: outer };
      // An arrow function has the `this` of what is around it.
      if (outer.type === 'ArrowFunctionExpression' || outer.type === 'ClassMethod' || !isFunction(outer)) continue;
      const parent = module.parentOf(outer);
      const owner = parent?.type === 'ObjectProperty' ? module.parentOf(parent) : parent;
      if (owner?.type === 'ObjectExpression') return thisOfObject(this, module, owner);
      break;
    }
    return unknown('this is worked out at run time');
  }

  classMember(module: Module, node: Class, key: string, isStatic: boolean): Value {
    return classMember(this, module, node, key, isStatic);
  }

  /** A list as it is written out. */
  list(module: Module, nodes: readonly (Node | null)[]): Value {
    const items: Thunk[] = [];
    let isOpen = false;
    for (const node of nodes) {
      if (node === null) items.push(() => UNDEFINED);
      else if (node.type !== 'SpreadElement') items.push(() => this.evaluate(module, node));
      else {
        const value = this.evaluate(module, node.argument);
        const elements = elementsOf(value);
        if (elements === null || (value.kind === 'array' && value.isOpen)) isOpen = true;
        items.push(...(elements ?? []));
      }
    }
    return { kind: 'array', items, isOpen };
  }

  #conditional(module: Module, node: Extract<Node, { type: 'ConditionalExpression' }>): Value {
    const isMet = isTruthy(this.quietly().evaluate(module, node.test));
    if (isMet !== null) return this.evaluate(module, isMet ? node.consequent : node.alternate);
    return this.choose(keyOfTest(module, node.test), [
      () => this.evaluate(module, node.consequent),
      () => this.evaluate(module, node.alternate),
    ]);
  }

  #logical(module: Module, node: Extract<Node, { type: 'LogicalExpression' }>): Value {
    const left = this.evaluate(module, node.left);
    const goesOn = node.operator === '??' ? isNullish(left) : isTruthy(left);
    const right: Thunk = () => this.evaluate(module, node.right);
    if (goesOn !== null) return goesOn === (node.operator !== '||') ? right() : left;
    const lefts = possible(left);
    if (node.operator === '&&') {
      const falsy = lefts.filter((one) => isTruthy(one) === false);
      const otherwise = falsy.length > 0 ? either(falsy) : isBoolean(node.left) ? FALSE : UNDEFINED;
      return this.choose(keyOfTest(module, node.left), [right, () => otherwise]);
    }
    const isPassedOver = (one: Value): boolean =>
      node.operator === '??' ? isNullish(one) === true : isTruthy(one) === false;
    const kept = either(lefts.filter((one) => !isPassedOver(one)));
    return this.choose(keyAt(module, node, node.operator), [() => kept, right]);
  }

  #call(module: Module, node: Extract<Node, { type: 'CallExpression' | 'OptionalCallExpression' }>): Value {
    const known = callKnown(this, module, node);
    if (known !== null) return known;
    const callee = bare(node.callee);
    const target = callee.type === 'Super' ? null : this.evaluate(module, callee);
    if (target === null) return unknown('it is worked out at run time');
    const given = this.list(module, node.arguments);
    const runs = possible(target).map((one): Value => {
      if (one.kind === 'function') return one.run(given.kind === 'array' ? given.items : []);
      return unknown(one.kind === 'unknown' ? one.reason : `${nameOf(callee) ?? 'what is called'} is no function`);
    });
    return either(runs);
  }

  #new(module: Module, node: Extract<Node, { type: 'NewExpression' }>): Value {
    const name = nameOf(node.callee);
    const [first] = node.arguments;
    if (name === 'Date') return { kind: 'date' };
    if (name !== null && OBJECT_CLASSES.has(name)) return { kind: 'object', properties: new Map(), isOpen: true };
    if (name === 'Set' || name === 'Map') {
      const list: Value = first ? this.evaluate(module, first) : { kind: 'array', items: [], isOpen: true };
      return name === 'Set' ? list : mapOf(this, list, keyAt(module, node, 'kept'));
    }
    const made = this.evaluate(module, node.callee);
    return made.kind === 'class'
      ? { kind: 'instance', module: made.module, node: made.node }
      : unknown('it is an object of another library');
  }
}

/** `export let table = 'a'`, which of a component of Svelte is a property with what it is when nobody gives it. */
function isExported(module: Module, node: Node): boolean {
  const declaration = module.parentOf(node);
  return declaration !== null && module.parentOf(declaration)?.type === 'ExportNamedDeclaration';
}

/** Whether a variable that says nothing gets its value elsewhere: `declare let`, and `export let` or `bind:` of Svelte. */
function isGivenFromOutside(module: Module, node: Node): boolean {
  const declaration = module.parentOf(node);
  if (declaration?.type !== 'VariableDeclaration') return false;
  const isOfComponent = module.functionAround(node) === null && /\.svelte$/i.test(module.source.file);
  return declaration.declare === true || (isOfComponent && declaration.kind !== 'const');
}
