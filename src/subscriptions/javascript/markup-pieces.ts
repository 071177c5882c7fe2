import type { Node, Statement } from '@babel/types';
import { pushChildren } from './nodes.js';

/** A piece of the text that is code, and what makes a statement of it. */
export interface Piece {
  readonly before: string;
  readonly from: number;
  readonly to: number;
  readonly after: string;
}

/** The statements of a script; null when it has errors. */
export type ParseStatements = (script: string) => readonly Statement[] | null;

/**
 * The pieces as statements with the offsets that they have in the text; null for those that are none. They are parsed
 * together, as to begin takes the parser longer than a piece does; where one has an error, each half by itself.
 */
export function parsePieces(
  text: string,
  pieces: readonly Piece[],
  parse: ParseStatements,
): readonly (Statement | null)[] {
  if (pieces.length === 0) return [];
  const starts = new Map<number, number>();
  let script = '';
  for (const [index, { before, from, to, after }] of pieces.entries()) {
    starts.set(script.length, index);
    script += `${before}${text.slice(from, to)}${after}\n;`;
  }
  const statements = parse(script);
  if (statements === null) {
    const half = Math.ceil(pieces.length / 2);
    if (pieces.length === 1) return [null];
    return [pieces.slice(0, half), pieces.slice(half)].flatMap((some) => parsePieces(text, some, parse));
  }
  const found: (Statement | null)[] = pieces.map(() => null);
  for (const statement of statements) {
    const start = statement.start ?? 0;
    const index = starts.get(start);
    const piece = index === undefined ? undefined : pieces[index];
    if (index === undefined || piece === undefined) continue;
    move(statement, piece.from - piece.before.length - start);
    found[index] = statement;
  }
  return found;
}

function move(statement: Statement, by: number): void {
  const open: Node[] = [statement];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    node.start = (node.start ?? 0) + by;
    node.end = (node.end ?? 0) + by;
    pushChildren(node, open);
  }
}
