import { endOfCopy, isCopyFromStdin } from './copy-data.js';
import { LineCounter } from './line-counter.js';
import { endOfLine, skipBlank, skipToken } from './skip-token.js';

/** A stretch of a SQL file. The stretches of a file, one after the other, are the file. */
export interface Piece {
  /** Offsets in UTF-16 units, the end exclusive. */
  readonly start: number;
  readonly end: number;
  /** What is sent: `statement`; what is not: nothing at all, a psql command, rows for COPY ... FROM stdin. */
  readonly kind: 'statement' | 'empty' | 'psql' | 'copy-data';
  /** The statement from its first token to its last, without the semicolon; empty for every other kind. */
  readonly text: string;
  /** Of the first token, counting from 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * Splits a SQL file at the semicolons that end statements: not those in strings, quoted names, dollar quotes, comments,
 * parentheses or the body of a BEGIN ATOMIC function. Reads the text once.
 * Source: PostgreSQL's documentation, 4.1 Lexical Structure; psqlscan.l for BEGIN ATOMIC.
 */
export function splitStatements(sql: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const lines = new LineCounter(sql);
  let start = 0;
  while (start < sql.length) {
    const first = skipBlank(sql, start);
    const { kind, textEnd, end } = readPiece(sql, first);
    const { line, column } = lines.at(Math.min(first, sql.length));
    pieces.push({ start, end, kind, text: kind === 'statement' ? sql.slice(first, textEnd) : '', line, column });
    start = end;
  }
  return pieces;
}

interface Read {
  readonly kind: Piece['kind'];
  readonly textEnd: number;
  readonly end: number;
}

function readPiece(sql: string, first: number): Read {
  if (first >= sql.length) return { kind: 'empty', textEnd: first, end: sql.length };
  if (sql[first] === '\\') return { kind: 'psql', textEnd: first, end: endOfLine(sql, first) };
  const { last, end } = readStatement(sql, first);
  if (last === first) return { kind: 'empty', textEnd: first, end };
  if (isCopyFromStdin(sql, first, last)) return { kind: 'copy-data', textEnd: first, end: endOfCopy(sql, end) };
  return { kind: 'statement', textEnd: last, end };
}

/** From the first token to the semicolon: `last` is where the last token ends, `end` is behind the semicolon. */
function readStatement(sql: string, first: number): { readonly last: number; readonly end: number } {
  const nesting = new Nesting();
  let last = first;
  for (let at = first; at < sql.length; at = skipBlank(sql, last)) {
    if (sql[at] === ';' && !nesting.isOpen) return { last, end: at + 1 };
    last = skipToken(sql, at);
    nesting.take(sql, at, last);
  }
  return { last, end: sql.length };
}

/** Whether a semicolon is inside something: parentheses, or the body of a function in SQL's own syntax. */
class Nesting {
  #parentheses = 0;
  #blocks = 0;
  #words = 0;
  #isRoutine = false;
  #sawRoutine = false;

  get isOpen(): boolean {
    return this.#parentheses > 0 || this.#blocks > 0;
  }

  take(sql: string, start: number, end: number): void {
    const character = sql[start] ?? '';
    if (character === '(') this.#parentheses += 1;
    else if (character === ')') this.#parentheses = Math.max(0, this.#parentheses - 1);
    else if (/[a-z]/i.test(character) && end - start <= 9) this.#takeWord(sql.slice(start, end).toLowerCase());
  }

  /** CREATE [OR REPLACE] FUNCTION or PROCEDURE may have a body; only there do BEGIN, CASE and END nest. */
  #takeWord(word: string): void {
    this.#words += 1;
    if (this.#words === 1) this.#isRoutine = word === 'create';
    else if (this.#words <= 4 && this.#isRoutine && !this.#sawRoutine) {
      if (word === 'function' || word === 'procedure') this.#sawRoutine = true;
      else if (word !== 'or' && word !== 'replace') this.#isRoutine = false;
    } else if (this.#isRoutine && this.#parentheses === 0) {
      if (word === 'begin' || (word === 'case' && this.#blocks > 0)) this.#blocks += 1;
      else if (word === 'end' && this.#blocks > 0) this.#blocks -= 1;
    }
  }
}
