import type { Node } from '@babel/types';
import { isInside } from './channels.js';
import type { Module } from './module.js';
import { bare, nameOf } from './nodes.js';
import { either, isNullish, isTruthy, possible, type Value } from './value.js';

/** What a test says that a value is not. */
type Excluded = 'falsy' | 'nullish' | 'null' | 'undefined' | 'list' | 'no list';

export interface Condition {
  readonly test: Node;
  /** Whether it holds where the value is used. */
  readonly holds: boolean;
}

/** How many statements before one, and how many parts of tests, are looked at for one value. */
const MOST_BEFORE = 100;
const MOST_PARTS = 400;

/**
 * What a name or a property can be where it stands, when tests around it or before it leave some values out:
 * `filter && { filter }`, `if (!filter) return`. Nothing is left of a value that is never used there.
 */
export function ruleOut(module: Module, node: Node, value: Value): Value {
  const values = possible(value);
  if (!values.some((one) => isTruthy(one) === false) && !module.calls.has('isArray')) return value;
  const excluded = excludedAt(module, node);
  const left = values.filter((one) => !isExcluded(one, excluded));
  return left.length === values.length ? value : either(left);
}

function excludedAt(module: Module, node: Node): ReadonlySet<Excluded> {
  const known = EXCLUDED.get(node);
  if (known !== undefined) return known;
  const excluded = new Set(conditionsOf(module, node).flatMap((condition) => excludedBy(module, node, condition)));
  EXCLUDED.set(node, excluded);
  return excluded;
}

/** What was found before: a value is asked for once for each way that its function is called. */
const EXCLUDED = new WeakMap<Node, ReadonlySet<Excluded>>();

/** What is left of a value that is known to count as true. */
export function truthyOf(value: Value): Value {
  return either(possible(value).filter((one) => isTruthy(one) !== false));
}

/** Whether nothing is left: what the value is for never happens. */
export function isRuledOut(value: Value): boolean {
  return possible(value).length === 0;
}

function isExcluded(value: Value, excluded: ReadonlySet<Excluded>): boolean {
  if (excluded.has('falsy') && isTruthy(value) === false) return true;
  if (excluded.has('nullish') && isNullish(value) === true) return true;
  if (excluded.has(value.kind === 'array' ? 'list' : 'no list')) return value.kind !== 'unknown';
  return (value.kind === 'null' || value.kind === 'undefined') && excluded.has(value.kind);
}

/** The tests that decided that a node runs, the nearest first. */
export function conditionsOf(module: Module, node: Node): readonly Condition[] {
  const conditions: Condition[] = [];
  let inner = node;
  for (const outer of module.around(node)) {
    switch (outer.type) {
      case 'ConditionalExpression':
      case 'IfStatement':
        if (inner !== outer.test) conditions.push({ test: outer.test, holds: inner === outer.consequent });
        break;
      case 'LogicalExpression':
        if (inner === outer.right && outer.operator !== '??') {
          conditions.push({ test: outer.left, holds: outer.operator === '&&' });
        }
        break;
      case 'BlockStatement':
      case 'Program':
        conditions.push(...leavingBefore(outer.body, inner));
        break;
      default:
        break;
    }
    inner = outer;
  }
  return conditions;
}

/** Whether a node is run on a condition that is asked within another. */
export function isOnCondition(module: Module, node: Node, within: Node): boolean {
  return conditionsOf(module, node).some(({ test }) => isInside(test, within));
}

/** The tests of statements like `if (!id) return` before a statement. */
function leavingBefore(statements: readonly Node[], statement: Node): readonly Condition[] {
  const at = statements.indexOf(statement);
  return statements
    .slice(Math.max(0, at - MOST_BEFORE), Math.max(0, at))
    .flatMap((one) => (one.type === 'IfStatement' && leaves(one.consequent) ? { test: one.test, holds: false } : []));
}

/** Whether nothing goes on behind a statement. */
export function leaves(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last !== undefined && /^(Return|Throw|Continue|Break)Statement$/.test(last.type);
}

/** What a test says of what is spelt like `node`, and means the same. */
function excludedBy(module: Module, node: Node, condition: Condition): readonly Excluded[] {
  const excluded: Excluded[] = [];
  const open: Condition[] = [condition];
  for (let parts = 0; parts < MOST_PARTS; parts += 1) {
    const next = open.pop();
    if (next === undefined) break;
    const { holds } = next;
    const test = bare(next.test);
    const [argument] = test.type === 'CallExpression' && nameOf(test.callee) === 'Boolean' ? test.arguments : [];
    if (test.type === 'UnaryExpression' && test.operator === '!') open.push({ test: test.argument, holds: !holds });
    else if (argument !== undefined) open.push({ test: argument, holds });
    else if (isListTestOf(module, test, node)) excluded.push(holds ? 'no list' : 'list');
    else if (test.type === 'LogicalExpression' && test.operator === (holds ? '&&' : '||')) {
      open.push({ test: test.right, holds }, { test: test.left, holds });
    } else if (test.type === 'BinaryExpression') excluded.push(...excludedByComparison(module, node, test, holds));
    else if (holds && isSame(module, test, node)) excluded.push('falsy');
  }
  return excluded;
}

/** `Array.isArray(tables)` */
function isListTestOf(module: Module, test: Node, node: Node): boolean {
  if (test.type !== 'CallExpression' || nameOf(test.callee) !== 'isArray') return false;
  const [argument] = test.arguments;
  return argument !== undefined && isSame(module, argument, node);
}

function excludedByComparison(
  module: Module,
  node: Node,
  { operator, left, right }: Extract<Node, { type: 'BinaryExpression' }>,
  holds: boolean,
): readonly Excluded[] {
  if (!/^[!=]==?$/.test(operator)) return [];
  const isEqual = operator.startsWith('=') === holds;
  const one = bare(left);
  if (one.type === 'UnaryExpression' && one.operator === 'typeof' && isSame(module, one.argument, node)) {
    return isEqual && right.type === 'StringLiteral' && right.value === 'string' ? ['nullish'] : [];
  }
  const nothing = nothingOf(right);
  if (isEqual || nothing === null || !isSame(module, one, node)) return [];
  return [operator.length === 2 ? 'nullish' : nothing];
}

function nothingOf(node: Node): 'null' | 'undefined' | null {
  if (node.type === 'NullLiteral') return 'null';
  return node.type === 'Identifier' && node.name === 'undefined' ? 'undefined' : null;
}

function isSame(module: Module, at: Node, node: Node): boolean {
  const one = bare(at);
  if (one.type !== node.type || module.textOf(one) !== module.textOf(node)) return false;
  return one.type !== 'Identifier' || module.find(one.name, one) === module.find(one.name, node);
}
