import type { Node } from '@babel/types';
import { bare, isCall, nameOf, receiverOf } from './nodes.js';
import { elementsOf } from './parts.js';
import { isNullish, type Value } from './value.js';

type Call = Extract<Node, { type: 'CallExpression' | 'OptionalCallExpression' }>;

/**
 * The text that `postgresChangesFilter().eq('id', 1).lt('age', 30)` is sent as; null for any other call.
 * Source: realtime-js, RealtimePostgresFilterBuilder.ts.
 */
export function readFilterBuilder(node: Call, evaluate: (node: Node) => Value): Value | null {
  const steps: Call[] = [];
  let at: Node = node;
  for (;;) {
    const call = bare(at);
    if (!isCall(call)) return null;
    const receiver = receiverOf(call.callee);
    if (receiver === null) {
      if (nameOf(call.callee) !== 'postgresChangesFilter') return null;
      break;
    }
    steps.unshift(call);
    at = receiver;
  }
  const conditions = steps.flatMap((call) => toCondition(call, evaluate) ?? []);
  return {
    kind: 'text',
    text: conditions.map(({ text }) => text).join(','),
    isWhole: conditions.every(({ isWhole }) => isWhole),
  };
}

interface Piece {
  readonly text: string;
  readonly isWhole: boolean;
}

function toCondition({ callee, arguments: given }: Call, evaluate: (node: Node) => Value): Piece | null {
  const name = nameOf(callee)?.toLowerCase() ?? '';
  if (name === 'build' || name === 'tostring') return null;
  const read = (index: number): Value | null => (given[index] === undefined ? null : evaluate(given[index]));
  const column = pieceOf(read(0));
  const isNegated = name === 'not';
  const operator = isNegated ? pieceOf(read(1)) : { text: name, isWhole: true };
  const value = operandOf(read(isNegated ? 2 : 1));
  return {
    text: `${column.text}=${isNegated ? 'not.' : ''}${operator.text}.${value.text}`,
    isWhole: column.isWhole && operator.isWhole && value.isWhole,
  };
}

const UNKNOWN: Piece = { text: '{}', isWhole: false };

function pieceOf(value: Value | null): Piece {
  if (value === null) return UNKNOWN;
  if (value.kind === 'text') return value;
  if (value.kind === 'number' || value.kind === 'boolean') return { text: value.text, isWhole: true };
  return isNullish(value) ? { text: 'null', isWhole: true } : UNKNOWN;
}

function operandOf(value: Value | null): Piece {
  if (value === null || value.kind !== 'array') return quoted(pieceOf(value));
  const items = elementsOf(value)?.map((item) => quoted(pieceOf(item())));
  if (items === undefined || value.isOpen) return { text: '({})', isWhole: false };
  return { text: `(${items.map(({ text }) => text).join(',')})`, isWhole: items.every(({ isWhole }) => isWhole) };
}

/** What the server's parser would take for more than a value is quoted. */
function quoted(piece: Piece): Piece {
  if (!piece.isWhole || !/[,()"\\]|^\s|\s$/.test(piece.text)) return piece;
  return { ...piece, text: `"${piece.text.replace(/["\\]/g, '\\$&')}"` };
}
