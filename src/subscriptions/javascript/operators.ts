import type { Node } from '@babel/types';
import { bare } from './nodes.js';
import { isRuledOut } from './rule-out.js';
import { AT_RUN_TIME, isTruthy, textValue, UNDEFINED, unknown, type Value } from './value.js';

/** What `left operator right` is worth. */
export function binaryValue(operator: string, left: Value, right: Value): Value {
  if (operator === '+') return concatenate([left, right]);
  const isSame = sameness(left, right);
  if (isSame === null || !/^[!=]==?$/.test(operator)) return AT_RUN_TIME;
  return { kind: 'boolean', text: String(operator.startsWith('=') === isSame) };
}

/** What `operator value` is worth. */
export function unaryValue(operator: string, value: Value): Value {
  if (operator === 'void') return UNDEFINED;
  if (operator === 'typeof') return TYPES[value.kind] ?? unknown('its type is not known');
  if (operator === '-' && value.kind === 'number') return { ...value, text: `-${value.text}` };
  const isMet = operator === '!' ? isTruthy(value) : null;
  return isMet === null ? AT_RUN_TIME : { kind: 'boolean', text: String(!isMet) };
}

/** Texts one after the other, with `{}` for what is not known. */
export function concatenate(pieces: readonly Value[]): Value {
  const never = pieces.find(isRuledOut);
  if (never !== undefined) return never;
  let text = '';
  let isWhole = true;
  for (const piece of pieces) {
    const hasText = piece.kind === 'text' || piece.kind === 'number' || piece.kind === 'boolean';
    const isWord = piece.kind === 'undefined' || piece.kind === 'null' || piece.kind === 'nan';
    text += hasText ? piece.text : isWord ? (piece.kind === 'nan' ? 'NaN' : piece.kind) : '{}';
    isWhole &&= isWord || (hasText && (piece.kind !== 'text' || piece.isWhole));
  }
  return { kind: 'text', text, isWhole };
}

/** Whether two values are the same; null when that is not known. */
function sameness(left: Value, right: Value): boolean | null {
  if (!isPlain(left) || !isPlain(right)) return null;
  return left.kind === right.kind && textOf(left) === textOf(right);
}

function isPlain(value: Value): boolean {
  if (value.kind === 'text') return value.isWhole;
  return ['number', 'boolean', 'undefined', 'null'].includes(value.kind);
}

function textOf(value: Value): string {
  return 'text' in value ? value.text : '';
}

const TYPES: Readonly<Partial<Record<Value['kind'], Value>>> = {
  text: textValue('string'),
  number: textValue('number'),
  nan: textValue('number'),
  boolean: textValue('boolean'),
  undefined: textValue('undefined'),
  null: textValue('object'),
  object: textValue('object'),
  array: textValue('object'),
  function: textValue('function'),
};

export const FALSE: Value = { kind: 'boolean', text: 'false' };

/** Whether an expression is true or false and nothing else. */
export function isBoolean(at: Node): boolean {
  const node = bare(at);
  if (node.type === 'BinaryExpression') return /^([!=]==?|[<>]=?|in|instanceof)$/.test(node.operator);
  if (node.type === 'UnaryExpression') return node.operator === '!';
  return node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'Boolean';
}
