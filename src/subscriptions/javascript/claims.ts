import type { Node } from '@babel/types';
import type { Module } from './module.js';
import { bare } from './nodes.js';
import { type Condition, conditionsOf } from './rule-out.js';

/** What a test that holds, or does not, says: that `of` is `is`, or is not; any other test is one of itself. */
interface Claim {
  readonly of: string;
  readonly is: string;
  readonly holds: boolean;
}

/** What is known to hold where a node runs. */
export function claimsAt(module: Module, node: Node): readonly Claim[] {
  return conditionsOf(module, node).map((condition) => claimOf(module, condition));
}

/** Whether tests on the way to two nodes never hold at once: one and its opposite, or that one thing is two values. */
export function areOpposed(module: Module, one: Node, other: Node): boolean {
  const said = claimsAt(module, one);
  return claimsAt(module, other).some((claim) =>
    said.some(({ of, is, holds }) => {
      if (of !== claim.of) return false;
      return is === claim.is ? holds !== claim.holds : holds && claim.holds;
    }),
  );
}

export function claimOf(module: Module, condition: Condition): Claim {
  let { holds } = condition;
  let test = bare(condition.test);
  for (; test.type === 'UnaryExpression' && test.operator === '!'; test = bare(test.argument)) holds = !holds;
  if (
    test.type !== 'BinaryExpression' ||
    !/^[!=]==?$/.test(test.operator) ||
    !/^(String|Numeric)/.test(test.right.type)
  ) {
    return { of: module.textOf(test), is: '', holds };
  }
  return {
    of: module.textOf(bare(test.left)),
    is: module.textOf(test.right),
    holds: holds === test.operator.startsWith('='),
  };
}
