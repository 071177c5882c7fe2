import type { LexedFile, Span } from './lexed-file.js';
import { endOfExpression } from './statement-end.js';

/** The expressions one of which is an expression's value: `a ? b : c`, `b ?? c`, `b if a else c`; null where it is one alone. */
export function branchesOf(file: LexedFile, span: Span): readonly Span[] | null {
  return blockBranches(file, span) ?? wordBranches(file, span) ?? signBranches(file, span);
}

function signBranches(file: LexedFile, { from, to }: Span): readonly Span[] | null {
  for (let token = from; token < to; token = file.next(token)) {
    if (!file.is(token, '?')) continue;
    if (file.is(token, '??') || file.is(token, '?:'))
      return [
        { from, to: token },
        { from: token + 2, to },
      ];
    if (file.is(token, '?.') && file.isWord(token + 2)) continue;
    const colon = colonOf(file, token + 1, to);
    if (colon !== null)
      return [
        { from: token + 1, to: colon },
        { from: colon + 1, to },
      ];
  }
  return null;
}

/** The colon that belongs to a question mark, over those of others between. */
function colonOf(file: LexedFile, from: number, to: number): number | null {
  let depth = 0;
  for (let token = from; token < to; token = file.next(token)) {
    if (file.is(token, '??') || file.is(token, '?.')) token += 1;
    else if (file.is(token, '?')) depth += 1;
    else if (file.is(token, ':') && depth > 0) depth -= 1;
    else if (file.is(token, ':')) return token;
  }
  return null;
}

/** Python's `a if c else b`, Kotlin's and Swift's `if c a else b`. */
function wordBranches(file: LexedFile, { from, to }: Span): readonly Span[] | null {
  let condition: number | null = null;
  for (let token = from; token < to; token = file.next(token)) {
    if (file.word(token) === 'if' && condition === null) condition = token;
    if (file.isIndented && file.word(token) === 'or' && condition === null) {
      return [
        { from, to: token },
        { from: token + 1, to },
      ];
    }
    if (file.word(token) !== 'else' || condition === null) continue;
    const rest = { from: token + 1, to };
    if (condition > from) return [{ from, to: condition }, unblock(file, rest)];
    const taken = file.is(token - 1, '}')
      ? { from: file.partner(token - 1), to: token }
      : { from: file.next(from + 1), to: token };
    return [unblock(file, taken), unblock(file, rest)];
  }
  return null;
}

function unblock(file: LexedFile, { from, to }: Span): Span {
  const isBlock = file.is(from, '{') && file.partner(from) === to - 1;
  return isBlock ? { from: from + 1, to: to - 1 } : { from, to };
}

/** What the arrows of `when`, `switch` or a switch expression point at. */
function blockBranches(file: LexedFile, { from, to }: Span): readonly Span[] | null {
  const open = file.is(to - 1, '}') ? file.partner(to - 1) : -1;
  const isChoice = /^(when|switch)$/.test(file.word(from)) || file.word(open - 1) === 'switch';
  if (open <= from || !isChoice) return null;
  const branches: Span[] = [];
  for (let token = open + 1; token < to - 1; token = file.next(token)) {
    const isArrow = file.is(token, '->') || file.is(token, '=>');
    if (isArrow) branches.push({ from: token + 2, to: endOfExpression(file, token + 2) });
    else if (file.language === 'swift' && file.is(token, ':')) {
      const first = file.word(token + 1) === 'return' ? token + 2 : token + 1;
      branches.push({ from: first, to: endOfExpression(file, first) });
    }
  }
  return branches.length > 0 ? branches : null;
}
