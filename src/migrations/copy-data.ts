import { endOfLine } from './skip-token.js';

/** Whether a statement is followed by rows of data, as in a dump. */
export function isCopyFromStdin(sql: string, first: number, last: number): boolean {
  return /^copy\b/i.test(sql.slice(first, first + 5)) && /\bfrom\s+stdin\b/i.test(sql.slice(first, last));
}

/** Behind the line `\.` that ends the rows, or at the end of the text. */
export function endOfCopy(sql: string, semicolon: number): number {
  let at = endOfLine(sql, semicolon);
  while (at < sql.length) {
    const next = endOfLine(sql, at);
    if (/^\\\.[\r\n]*$/.test(sql.slice(at, Math.min(next, at + 4)))) return next;
    at = next;
  }
  return sql.length;
}
