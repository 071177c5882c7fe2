import type { Node, SwitchCase } from '@babel/types';
import { keyAt, keyOfTest } from './choice-keys.js';
import type { Evaluator } from './evaluator.js';
import type { Module } from './module.js';
import { bare, isCall, nameOf } from './nodes.js';
import { binaryValue, FALSE, isBoolean } from './operators.js';
import { isRuledOut, leaves } from './rule-out.js';
import { either, isNullish, isTruthy, possible, type Thunk, UNDEFINED, type Value } from './value.js';

/** What `test ? one : other` is worth. */
export function conditionalValue(
  evaluator: Evaluator,
  module: Module,
  node: Extract<Node, { type: 'ConditionalExpression' }>,
): Value {
  // Whether it is a list is known of each caller's; of another test it is not worth a question.
  const asking = isListTest(node.test) ? evaluator : evaluator.quietly();
  const isMet = isTruthy(asking.evaluate(module, node.test));
  if (isMet !== null) return evaluator.evaluate(module, isMet ? node.consequent : node.alternate);
  return evaluator.choose(keyOfTest(module, node.test), [
    () => evaluator.evaluate(module, node.consequent),
    () => evaluator.evaluate(module, node.alternate),
  ]);
}

/** What `left && right`, `left || right` and `left ?? right` are worth. */
export function logicalValue(
  evaluator: Evaluator,
  module: Module,
  node: Extract<Node, { type: 'LogicalExpression' }>,
): Value {
  const left = evaluator.evaluate(module, node.left);
  if (isRuledOut(left)) return left;
  const goesOn = node.operator === '??' ? isNullish(left) : isTruthy(left);
  const right: Thunk = () => evaluator.evaluate(module, node.right);
  if (goesOn !== null) return goesOn === (node.operator !== '||') ? right() : left;
  const lefts = possible(left);
  if (node.operator === '&&') {
    const falsy = lefts.filter((one) => isTruthy(one) === false);
    const otherwise = falsy.length > 0 ? either(falsy) : isBoolean(node.left) ? FALSE : UNDEFINED;
    return evaluator.choose(keyOfTest(module, node.left), [right, () => otherwise]);
  }
  const isPassedOver = (one: Value): boolean =>
    node.operator === '??' ? isNullish(one) === true : isTruthy(one) === false;
  const kept = either(lefts.filter((one) => !isPassedOver(one)));
  return evaluator.choose(keyAt(module, node, node.operator), [() => kept, right]);
}

/** Whether a case of a switch may be the one; it goes on with what the cases right before it have, if they have nothing. */
export function mayBeCase(quiet: Evaluator, module: Module, node: SwitchCase): boolean {
  const all = module.parentOf(node);
  if (all?.type !== 'SwitchStatement') return true;
  const value = quiet.evaluate(module, all.discriminant);
  const isSame = ({ test }: SwitchCase): boolean | null =>
    test ? isTruthy(binaryValue('===', value, quiet.evaluate(module, test))) : null;
  const at = all.cases.indexOf(node);
  const own = all.cases.slice(all.cases.findLastIndex((one, index) => index < at && isLeft(one)) + 1, at + 1);
  if (own.some(({ test }) => !test)) return !all.cases.some((one) => !own.includes(one) && isSame(one) === true);
  return own.some((one) => isSame(one) !== false);
}

/** Whether nothing goes on behind a case. */
function isLeft({ consequent }: SwitchCase): boolean {
  const last = consequent.at(-1);
  return last !== undefined && leaves(last);
}

/** `Array.isArray(tables)` */
function isListTest(test: Node): boolean {
  const inner = bare(test);
  return isCall(inner) && nameOf(inner.callee) === 'isArray';
}
