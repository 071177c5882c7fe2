import type { Node } from '@babel/types';
import { findFunction } from './find-callback.js';
import { findReferences } from './find-references.js';
import type { Module } from './module.js';
import { bare, type FunctionNode, isCall, isFunction, keyOf, nameOf, receiverOf } from './nodes.js';
import type { Project } from './project.js';

/** What a callback is handed, and the old record in it. */
type Kind = 'payload' | 'old';

/**
 * The columns of `payload.old` that a callback reads, in the order of the alphabet. Null when that is not known: the
 * callback is not a function of this file, or it lets the old record go somewhere that is not followed.
 */
export function readOldColumns(project: Project, module: Module, callback: Node | null): readonly string[] | null {
  if (callback === null) return [];
  const run = findFunction(module, callback);
  return run === null ? null : new OldColumns(project, module, run).read();
}

class OldColumns {
  readonly #project: Project;
  readonly #module: Module;
  readonly #callback: FunctionNode;
  readonly #columns = new Set<string>();
  /** Patterns that were taken apart: a function that calls itself brings nothing new. */
  readonly #seen = new Set<Node>();
  /** Values that are still to be followed. */
  readonly #uses: { readonly node: Node; readonly kind: Kind }[] = [];
  #isLost = false;

  constructor(project: Project, module: Module, callback: FunctionNode) {
    this.#project = project;
    this.#module = module;
    this.#callback = callback;
  }

  read(): readonly string[] | null {
    const [payload] = this.#callback.params;
    if (payload !== undefined) this.#bind(payload, 'payload', this.#callback);
    for (let next = this.#uses.pop(); next !== undefined && !this.#isLost; next = this.#uses.pop()) {
      this.#follow(next.node, next.kind);
    }
    return this.#isLost ? null : [...this.#columns].sort();
  }

  /** Takes the names of a pattern for what they are given. */
  #bind(pattern: Node, kind: Kind, below: Node): void {
    if (this.#seen.has(pattern)) return;
    this.#seen.add(pattern);
    switch (pattern.type) {
      case 'Identifier':
        this.#followName(pattern, kind, below);
        break;
      case 'AssignmentPattern':
        this.#bind(pattern.left, kind, below);
        break;
      case 'ObjectPattern':
        this.#bindProperties(pattern, kind, below);
        break;
      default:
        this.#isLost = true;
    }
  }

  #bindProperties(pattern: Extract<Node, { type: 'ObjectPattern' }>, kind: Kind, below: Node): void {
    let isOldTaken = false;
    for (const one of pattern.properties) {
      if (one.type === 'RestElement') {
        if (kind === 'old') this.#isLost = true;
        else if (!isOldTaken) this.#bind(one.argument, 'payload', below);
        continue;
      }
      const key = keyOf(one.key, one.computed);
      if (key === null) this.#isLost = true;
      else if (kind === 'old') this.#columns.add(key);
      else if (key === 'old') {
        isOldTaken = true;
        this.#bind(one.value, 'old', below);
      }
    }
  }

  #followName(name: Extract<Node, { type: 'Identifier' }>, kind: Kind, below: Node): void {
    const declared = this.#module.find(name.name, name);
    const references =
      declared &&
      findReferences(this.#module, declared, below, () => {
        this.#project.stepsLeft -= 1;
        return this.#project.stepsLeft <= 0;
      });
    if (references === null) this.#isLost = true;
    else this.#uses.push(...references.map((node) => ({ node, kind })));
  }

  /** What becomes of a value where it stands. What is not known to be harmless loses it. */
  #follow(node: Node, kind: Kind): void {
    const parent = this.#module.parentOf(node);
    switch (parent?.type) {
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TypeCastExpression':
      case 'ParenthesizedExpression':
        this.#uses.push({ node: parent, kind });
        break;
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        this.#followMember(parent, node, kind);
        break;
      case 'VariableDeclarator':
        this.#bind(parent.id, kind, this.#module.functionAround(parent) ?? this.#callback);
        break;
      case 'AssignmentExpression':
        this.#followAssignment(parent, node, kind);
        break;
      case 'LogicalExpression':
        // On the left of && it is asked for and no more.
        if (parent.right === node || parent.operator !== '&&') this.#uses.push({ node: parent, kind });
        break;
      case 'ConditionalExpression':
        if (parent.test !== node) this.#uses.push({ node: parent, kind });
        break;
      case 'BinaryExpression':
        this.#followComparison(parent, node, kind);
        break;
      case 'CallExpression':
      case 'OptionalCallExpression':
        this.#followArgument(parent, node, kind);
        break;
      case 'ArrowFunctionExpression':
        // The client has no use for what the callback gives back.
        if (parent !== this.#callback) this.#isLost = true;
        break;
      default:
        if (!HARMLESS.has(parent?.type ?? '')) this.#isLost = true;
    }
  }

  #followMember(
    member: Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }>,
    node: Node,
    kind: Kind,
  ): void {
    const key = member.object === node ? keyOf(member.property, member.computed) : null;
    const parent = this.#module.parentOf(member);
    // A method such as hasOwnProperty may look at anything.
    if (key === null || (kind === 'old' && isCall(parent) && parent.callee === member)) this.#isLost = true;
    else if (kind === 'old') this.#columns.add(key);
    else if (key === 'old') this.#uses.push({ node: member, kind: 'old' });
  }

  #followAssignment(assignment: Extract<Node, { type: 'AssignmentExpression' }>, node: Node, kind: Kind): void {
    const { left } = assignment;
    if (left === node) return;
    const declared = left.type === 'Identifier' ? this.#module.find(left.name, left) : null;
    const isLocal = declared?.kind === 'variable' && this.#module.functionAround(declared.node) !== null;
    if (left.type === 'ObjectPattern') this.#bind(left, kind, this.#callback);
    else if (isLocal) this.#bind(left, kind, this.#module.functionAround(declared.node) ?? this.#callback);
    else this.#isLost = true;
  }

  #followComparison(comparison: Extract<Node, { type: 'BinaryExpression' }>, node: Node, kind: Kind): void {
    if (comparison.operator !== 'in' || comparison.right !== node || kind !== 'old') return;
    const key = keyOf(comparison.left, true);
    if (key === null) this.#isLost = true;
    else this.#columns.add(key);
  }

  /** An argument is followed into a function of this file; the console looks at everything and needs nothing. */
  #followArgument(
    call: Extract<Node, { type: 'CallExpression' | 'OptionalCallExpression' }>,
    node: Node,
    kind: Kind,
  ): void {
    const receiver = receiverOf(call.callee);
    if (receiver !== null && nameOf(bare(receiver)) === 'console') return;
    const index = call.arguments.findIndex((argument) => Object.is(argument, node));
    const called = index === -1 ? null : findFunction(this.#module, call.callee);
    const isSpread = call.arguments.slice(0, index).some(({ type }) => type === 'SpreadElement');
    if (called === null || isSpread || !isFunction(called)) {
      this.#isLost = true;
      return;
    }
    const parameter = called.params[index];
    const last = called.params.at(-1);
    if (parameter !== undefined) this.#bind(parameter, kind, called);
    else if (last?.type === 'RestElement') this.#isLost = true;
  }
}

/** What looks at a value as a whole and passes nothing of it on. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['ExpressionStatement', 'IfStatement', 'WhileStatement', 'SwitchStatement', 'UnaryExpression'],
]);
