import { LineCounter } from './line-counter.js';
import { Nesting } from './nesting.js';
import { endOfLine, skipBlank, skipToken } from './skip-token.js';

/** A stretch of a SQL file. The stretches of a file, one after the other, are the file. */
export interface Piece {
  /** Offsets in UTF-16 units, the end exclusive. White space and comments belong to what follows them. */
  readonly start: number;
  readonly end: number;
  /** What is sent: `statement`; what is not: nothing at all, a psql command, COPY ... FROM stdin with its rows. */
  readonly kind: 'statement' | 'empty' | 'psql' | 'copy-data';
  /** The statement from its first token to its last, without the semicolon; empty for every other kind. */
  readonly text: string;
  /** Of the first token, counting from 1; the column in UTF-16 units, as editors count. */
  readonly line: number;
  readonly column: number;
}

/**
 * Splits a SQL file at the semicolons that end statements: not those in strings, quoted names, dollar quotes, comments,
 * parentheses or the body of a BEGIN ATOMIC function. Reads the text once; what is not closed goes on to its end.
 * Source: PostgreSQL's documentation, 4.1 Lexical Structure, CREATE FUNCTION for BEGIN ATOMIC, psql for its commands.
 */
export function splitStatements(sql: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const lines = new LineCounter(sql);
  for (let start = 0; start < sql.length; ) {
    const first = skipBlank(sql, start);
    const { kind, last, end } = readPiece(sql, first);
    const text = kind === 'statement' ? sql.slice(first, last) : '';
    pieces.push({ start, end, kind, text, ...lines.at(first) });
    start = end;
  }
  return pieces;
}

interface Extent {
  readonly kind: Piece['kind'];
  /** Where the last token ends. */
  readonly last: number;
  readonly end: number;
}

function readPiece(sql: string, first: number): Extent {
  return sql[first] === '\\' ? readCommand(sql, first) : readStatement(sql, first);
}

/** A psql command is a line; `\copy ... from stdin` is followed by rows. */
function readCommand(sql: string, first: number): Extent {
  const end = endOfLine(sql, first);
  const line = sql.slice(first, end);
  if (/^\\copy\s.*\sfrom\s+p?stdin\b/i.test(line)) return { kind: 'copy-data', last: first, end: endOfRows(sql, end) };
  return { kind: 'psql', last: first, end };
}

function readStatement(sql: string, first: number): Extent {
  const nesting = new Nesting(sql);
  const kind = (): Piece['kind'] => (last === first ? 'empty' : 'statement');
  let last = first;
  for (let at = first; at < sql.length; at = skipBlank(sql, last)) {
    const character = sql[at];
    // Only psql knows a backslash outside quotes: \gexec and its kin send what stands before them.
    if (character === '\\') return { kind: kind(), last, end: at };
    if (character === ';' && !nesting.isOpen) {
      if (nesting.readsStdin) return { kind: 'copy-data', last, end: endOfRows(sql, endOfLine(sql, at)) };
      return { kind: kind(), last, end: at + 1 };
    }
    last = skipToken(sql, at);
    nesting.take(at, last);
  }
  return { kind: kind(), last, end: sql.length };
}

/** Behind the line `\.` that ends the rows for COPY, or at the end of the text. */
function endOfRows(sql: string, from: number): number {
  const end = /^\\\.(?:\r\n?|\n|$)/gm;
  end.lastIndex = from;
  return end.test(sql) ? end.lastIndex : sql.length;
}
