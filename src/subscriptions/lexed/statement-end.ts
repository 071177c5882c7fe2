import { behindTypes } from './arguments.js';
import type { LexedFile, Span } from './lexed-file.js';

const CONTINUES = /^[.?:+\-*/&|<>=)\]},]$/;
/** Steps at the expression's own level. A longer one is none that somebody reads, and a file of nothing else stays linear. */
const LONGEST = 400;
const WORDS_THAT_CONTINUE = new Set(['as', 'is', 'in', 'where']);

/** Behind the last token of the expression that begins here. Where lines end statements, it ends with its line. */
export function endOfExpression(file: LexedFile, from: number): number {
  const { language: name } = file;
  const endsWithLine = name === 'kotlin' || name === 'swift' || name === 'python';
  const outer = file.enclosing(from);
  const last = LAST.get(file);
  // In `a = b = c` all end in one place.
  if (last !== undefined && last.outer === outer && last.from <= from && from < last.to) return last.to;
  const limit = outer < 0 ? file.count : file.partner(outer);
  const isInList = outer >= 0 && !file.is(outer, '{');
  let token = from;
  let hasIf = false;
  for (let steps = 0; token < limit && steps < LONGEST; steps += 1) {
    if (file.is(token, ';')) break;
    if (file.is(token, ',') && (isInList || !endsWithLine)) break;
    if (endsWithLine && token > from && !isInList && file.isFirstOnLine(token)) {
      const isElse = hasIf && file.word(token) === 'else';
      if (!isElse && !continues(file, token)) return token;
    }
    hasIf ||= endsWithLine && file.word(token) === 'if';
    token = file.is(token, '<') ? behindTypes(file, token, limit) : file.next(token);
  }
  const to = Math.min(token, limit);
  if (!endsWithLine) LAST.set(file, { outer, from, to });
  return to;
}

/** Where a statement is not ended by its line, the expression whose end was asked for last. */
const LAST = new WeakMap<LexedFile, Span & { readonly outer: number }>();

/** Whether the first token of a line goes on with what the line before said. */
function continues(file: LexedFile, token: number): boolean {
  if (file.isIndented) return false;
  // The `else ->` of a `when` is another branch.
  if (WORDS_THAT_CONTINUE.has(file.word(token))) return !file.is(token + 1, '->');
  const before = file.text(token - 1);
  if (/^[=+\-*/,.&|?:<]$/.test(before) && !file.isString(token - 1)) return true;
  return !file.isWord(token) && !file.isString(token) && CONTINUES.test(file.text(token));
}
