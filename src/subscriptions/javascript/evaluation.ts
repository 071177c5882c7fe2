import type { Class, Node } from '@babel/types';
import { conditionalValue, logicalValue, mayBeCase } from './branches.js';
import { callValue, newValue } from './call-values.js';
import { isInside } from './channels.js';
import { keyAt } from './choice-keys.js';
import { classMember } from './class-member.js';
import { type Argument, type Decisions, eachOption, type Question } from './decisions.js';
import type { Declaration } from './declarations.js';
import { declaredValue } from './declared-values.js';
import type { Evaluator } from './evaluator.js';
import { givenTo, promisedTo } from './given.js';
import { memberValue, thisValue } from './member-values.js';
import type { Module } from './module.js';
import { globalValue } from './module-values.js';
import { bare, type FunctionNode, isClass, isFunction } from './nodes.js';
import { attributesValue, memberOfComponent, objectValue } from './objects.js';
import { binaryValue, concatenate, unaryValue } from './operators.js';
import { elementsOf, elementValue, entriesOf, listValue, member } from './parts.js';
import type { Project } from './project.js';
import { returnsOf } from './returns.js';
import { conditionsOf, ruleOut } from './rule-out.js';
import {
  AT_RUN_TIME,
  either,
  ITSELF,
  isTruthy,
  type Thunk,
  textValue,
  UNDEFINED,
  unknown,
  unwrapped,
  type Value,
} from './value.js';

/** What all that is worked out together shares. */
interface Shared {
  question: Question | null;
  /** The one text that is of use; null when any value is. */
  wanted: string | null;
  /** The argument that is being worked out, the innermost. */
  argument: Argument | null;
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
  readonly asks: boolean;
  /** The arguments of the functions that are being looked into. */
  readonly #locals: ReadonlyMap<FunctionNode, readonly Thunk[]>;
  readonly #active = new Set<unknown>();

  constructor(
    project: Project,
    decisions: Decisions,
    asks = true,
    shared: Shared = { question: null, wanted: null, argument: null, stepsLeft: MOST_STEPS, depth: 0 },
    locals: ReadonlyMap<FunctionNode, readonly Thunk[]> = new Map(),
  ) {
    this.project = project;
    this.#decisions = decisions;
    this.asks = asks;
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
    return this.asks ? new Evaluation(this.project, this.#decisions, false, this.#shared, this.#locals) : this;
  }

  evaluate(module: Module, at: Node): Value {
    const node = bare(at);
    const shared = this.#shared;
    // All that comes after a question is asked again with its answer.
    if (shared.question !== null) return unknown('it has several values');
    if (shared.depth >= DEEPEST || shared.stepsLeft <= 0) return unknown('it takes too long to work out');
    if (this.#active.has(node)) return ITSELF;
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

  /** The same where one text alone is of use: of who calls with another nothing comes. */
  evaluateFor(wanted: string, module: Module, at: Node): Value {
    const shared = this.#shared;
    shared.wanted = wanted;
    const value = this.evaluate(module, at);
    shared.wanted = null;
    return value;
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
        return ruleOut(module, node, memberValue(this, module, node));
      case 'ThisExpression':
        return thisValue(this, module, node);
      case 'ObjectExpression':
        return objectValue(this, module, node);
      case 'ArrayExpression':
        return listValue(this, module, node.elements);
      case 'ConditionalExpression':
        return conditionalValue(this, module, node);
      case 'LogicalExpression':
        return logicalValue(this, module, node);
      case 'BinaryExpression':
        if (node.left.type === 'PrivateName') return AT_RUN_TIME;
        return binaryValue(node.operator, this.evaluate(module, node.left), this.evaluate(module, node.right));
      case 'UnaryExpression':
        return unaryValue(node.operator, this.evaluate(module, node.argument));
      case 'AssignmentExpression':
        return node.operator === '=' ? this.evaluate(module, node.right) : unknown('it is changed at run time');
      case 'SequenceExpression':
        return this.evaluate(module, node.expressions.at(-1) ?? node);
      case 'CallExpression':
      case 'OptionalCallExpression':
        return callValue(this, module, node);
      case 'NewExpression':
        return newValue(this, module, node);
      case 'RegExpLiteral':
        return { kind: 'object', properties: new Map(), isOpen: true };
      default:
        if (isFunction(node)) return this.functionValue(module, node);
        if (isClass(node)) return { kind: 'class', module, node };
        return AT_RUN_TIME;
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
    if (!this.asks) return either(options.map((option) => option()));
    this.#shared.question ??= {
      kind: 'option',
      key,
      count: options.length,
      argument: this.#shared.argument,
    };
    return unknown('it has several values');
  }

  eachOf(module: Module, node: Node): readonly Evaluator[] {
    const shared = { ...this.#shared };
    new Evaluation(this.project, this.#decisions, true, shared, this.#locals).evaluate(module, node);
    this.#shared.stepsLeft = shared.stepsLeft;
    const { question } = shared;
    if (question?.kind !== 'option' || question === this.#shared.question) return [this];
    return eachOption(this.#decisions, question).map(
      (decisions) => new Evaluation(this.project, decisions, this.asks, this.#shared, this.#locals),
    );
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
      this.asks,
      this.#shared,
      new Map([...this.#locals, [node, given]]),
    );
    if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement') {
      return inside.evaluate(module, node.body);
    }
    const returns = returnsOf(node).filter((value) => value === null || inside.#isReached(module, node, value));
    if (returns.length === 0) return UNDEFINED;
    return inside.choose(
      keyAt(module, node, 'return'),
      returns.map((value) => () => (value === null ? UNDEFINED : inside.evaluate(module, value))),
    );
  }

  /** Whether the tests that lead to a place in a function may turn out as they have to. */
  #isReached(module: Module, within: FunctionNode, node: Node): boolean {
    const quiet = this.quietly();
    const isMet = (test: Node): boolean | null =>
      isInside(test, within) ? isTruthy(quiet.evaluate(module, test)) : null;
    if (conditionsOf(module, node).some(({ test, holds }) => isMet(test) === !holds)) return false;
    for (const outer of module.around(node)) {
      if (outer === within) break;
      if (outer.type === 'SwitchCase' && !mayBeCase(quiet, module, outer)) return false;
    }
    return true;
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
    const isInMarkup = module.isInMarkup(node);
    if (declared === null) {
      return (isInMarkup ? memberOfComponent(this, module, node.name) : null) ?? globalValue(this, module, node.name);
    }
    const value = this.declared(module, declared);
    return isInMarkup && declared.kind === 'variable' && isVue(module) ? unwrapped(value) : value;
  }

  /** What a parameter is given, all from there on where it takes the rest. */
  argument(module: Module, of: FunctionNode, index: number, isRest: boolean): Value {
    const local = this.#locals.get(of);
    if (local !== undefined) {
      if (isRest) return { kind: 'array', items: local.slice(index), isOpen: false };
      return local[index]?.() ?? UNDEFINED;
    }
    const given = this.#decisions.given.get(of) ?? givenTo(module, of) ?? promisedTo(module, of);
    if (given === null) {
      if (!this.asks) return unknown('it is a parameter');
      const first = index === 0 ? this.#shared.wanted : null;
      this.#shared.question ??= { kind: 'calls', module, of, first };
      return unknown('it is a parameter');
    }
    switch (given.kind) {
      case 'nothing':
        return { kind: 'unknown', reason: given.reason, ...(given.dead === null ? {} : { dead: given.dead }) };
      case 'elements': {
        const list = this.evaluate(given.module, given.list);
        const key = keyAt(given.module, given.list, 'each');
        const entries = list.kind === 'object' && list.isMap === true ? entriesOf(list) : null;
        if (entries !== null && index < 2) {
          const parts = entries.map(([name, value]) => (index === 0 ? value : name));
          return elementValue(this, key, parts, list);
        }
        if (index !== given.index) return AT_RUN_TIME;
        return elementValue(this, key, elementsOf(list), list);
      }
      case 'attributes':
        return index === 0 ? attributesValue(this, given.module, given.node) : UNDEFINED;
      case 'arguments':
        return this.#positional(given.module, given.nodes, index, isRest);
    }
  }

  #positional(module: Module, nodes: readonly Node[], index: number, isRest: boolean): Value {
    const list = listValue(this, module, nodes);
    if (list.kind !== 'array') return list;
    if (isRest) return { ...list, items: list.items.slice(index) };
    const found = list.items[index];
    const node = nodes.slice(0, index).some(isSpread) ? undefined : nodes[index];
    if (found !== undefined) return node === undefined ? found() : this.#argumentValue({ module, node }, found);
    return list.isOpen ? unknown('it is in a list of arguments made at run time') : UNDEFINED;
  }

  /** What an argument is worth, which is noted while it is worked out. */
  #argumentValue(argument: Argument, work: Thunk): Value {
    const known = this.#decisions.unreadable.get(argument.node);
    if (known !== undefined) return known;
    const outer = this.#shared.argument;
    this.#shared.argument = argument;
    const value = work();
    this.#shared.argument = outer;
    return value;
  }

  declared(module: Module, declared: Declaration): Value {
    return declaredValue(this, module, declared);
  }

  classMember(module: Module, node: Class, key: string, isStatic: boolean): Value {
    return classMember(this, module, node, key, isStatic);
  }
}

/** Markup of Vue is given what refs hold. */
function isVue({ source }: Module): boolean {
  return /\.vue$/i.test(source.file);
}

function isSpread({ type }: Node): boolean {
  return type === 'SpreadElement';
}
