import type { Statement } from '../model/migration.js';
import type { Location } from '../model/subscription.js';
import { skipBlank, skipToken } from './skip-token.js';

const DOLLAR_QUOTE = /^\$[^$]*\$/;

/**
 * Where a statement first names something, so that each of the tables of one statement has a line of its own; the
 * statement's place when it does not, for example because the name is put together when it runs.
 * @param name as the catalogue has it
 * @param ran what of a block or a function ran: the branch that did not may name it first
 */
export function locateName({ text, location }: Statement, name: string, ran: string | null = null): Location {
  const at = (ran === null ? null : findInPart(text, ran, name)) ?? findName(text, 0, text.length, name);
  if (at === null) return location;
  const before = text.slice(0, at);
  const line = before.split(/\r\n?|\n/).length - 1;
  const column = at - Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
  return { ...location, line: location.line + line, column: line === 0 ? location.column + at : column };
}

/** A part that does not name it, such as FOR ALL TABLES, is where it was done all the same. */
function findInPart(text: string, part: string, name: string): number | null {
  const from = text.indexOf(part);
  return from === -1 ? null : (findName(text, from, from + part.length, name) ?? from);
}

function findName(sql: string, from: number, to: number, name: string): number | null {
  for (let at = skipBlank(sql, from); at < to; ) {
    const end = skipToken(sql, at);
    const token = sql.slice(at, end);
    if (isName(token, name)) return at;
    // What a DO block or a function runs is inside.
    const [quote] = DOLLAR_QUOTE.exec(token) ?? [];
    if (quote !== undefined) {
      const inside = findName(sql, at + quote.length, end - quote.length, name);
      if (inside !== null) return inside;
    }
    at = skipBlank(sql, end);
  }
  return null;
}

/** Unquoted names are folded to lower case. */
function isName(token: string, name: string): boolean {
  return token === `"${name.replaceAll('"', '""')}"` || token.toLowerCase() === name;
}
