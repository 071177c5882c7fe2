import type { Node } from '@babel/types';
import { keyAt, keyOfTest } from './choice-keys.js';
import type { Evaluator } from './evaluator.js';
import type { Module } from './module.js';
import { FALSE, isBoolean } from './operators.js';
import { either, isNullish, isTruthy, possible, type Thunk, UNDEFINED, type Value } from './value.js';

/** What `test ? one : other` is worth. */
export function conditionalValue(
  evaluator: Evaluator,
  module: Module,
  node: Extract<Node, { type: 'ConditionalExpression' }>,
): Value {
  const isMet = isTruthy(evaluator.quietly().evaluate(module, node.test));
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
