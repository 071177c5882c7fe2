import type { Node } from '@babel/types';
import { isInside } from './channels.js';
import type { Module } from './module.js';
import { bare, nameOf, receiverOf } from './nodes.js';
import { conditionsOf } from './rule-out.js';

/** Whether a place in a status handler is reached only when the channel has been closed, and no other status leads there. */
export function isOnlyOnClosed(module: Module, node: Node, handler: Node): boolean {
  const tests = conditionsOf(module, node).filter(({ test }) => isInside(test, handler));
  if (tests.some(({ test, holds }) => saysClosed(test, holds))) return true;
  for (const outer of module.around(node)) {
    if (outer === handler) return false;
    if (outer.type === 'SwitchCase') return isCaseOfClosed(module.parentOf(outer), outer);
  }
  return false;
}

/** Whether a test that holds, or does not, leaves no status but CLOSED. */
function saysClosed(test: Node, holds: boolean): boolean {
  const inner = bare(test);
  switch (inner.type) {
    case 'UnaryExpression':
      return inner.operator === '!' && saysClosed(inner.argument, !holds);
    case 'LogicalExpression': {
      const sides = [inner.left, inner.right];
      if (inner.operator === '??') return false;
      return (inner.operator === '&&') === holds
        ? sides.some((side) => saysClosed(side, holds))
        : sides.every((side) => saysClosed(side, holds));
    }
    case 'BinaryExpression':
      if (!(holds ? /^===?$/ : /^!==?$/).test(inner.operator)) return false;
      return isClosed(inner.left) || isClosed(inner.right);
    case 'CallExpression': {
      const list = nameOf(inner.callee) === 'includes' ? receiverOf(inner.callee) : null;
      return holds && list?.type === 'ArrayExpression' && list.elements.every((one) => one !== null && isClosed(one));
    }
    default:
      return false;
  }
}

/** `'CLOSED'`, `REALTIME_SUBSCRIBE_STATES.CLOSED`. */
function isClosed(node: Node): boolean {
  const inner = bare(node);
  return inner.type === 'StringLiteral' ? inner.value === 'CLOSED' : nameOf(inner) === 'CLOSED';
}

/** Whether a case is that of CLOSED, into which none before it falls through. */
function isCaseOfClosed(outer: Node | null, one: Extract<Node, { type: 'SwitchCase' }>): boolean {
  if (outer?.type !== 'SwitchStatement' || !one.test || !isClosed(one.test)) return false;
  const before = outer.cases[outer.cases.indexOf(one) - 1];
  const last = before?.consequent.at(-1);
  const end = last?.type === 'BlockStatement' ? last.body.at(-1) : last;
  return before === undefined || (end !== undefined && /^(Break|Return|Throw|Continue)Statement$/.test(end.type));
}
