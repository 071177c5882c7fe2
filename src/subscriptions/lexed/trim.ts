import type { LexedFile, Span } from './lexed-file.js';

const BEFORE = new Set(['await', 'const', 'new', 'try', 'return', 'final', 'static']);
/** Calls that leave a text what it is. */
const SAME = new Set(['toString', 'ToString', 'trim', 'Trim', 'trimIndent', 'trimMargin', 'intern', 'asString']);

/** An expression without what does not change its value: parentheses around it, `await`, `!`, `as String`. */
export function trim(file: LexedFile, span: Span): Span {
  let { from, to } = span;
  for (let before = -1; from < to && before !== to - from; ) {
    before = to - from;
    while (from < to && (BEFORE.has(file.word(from)) || file.is(from, '&'))) from += 1;
    while (to > from + 1 && (file.is(to - 1, '!') || file.is(to - 1, ','))) to -= 1;
    const cast = file.isWord(to - 1) ? castBefore(file, to - 1, from) : null;
    if (cast !== null) to = cast;
    if (file.is(from, '(') && file.partner(from) === to - 1) [from, to] = [from + 1, to - 1];
  }
  return { from, to };
}

/** The `as` of `as String`, `as? String`, `as! String`, or null. */
function castBefore(file: LexedFile, type: number, from: number): number | null {
  let token = type - 1;
  if (file.is(token, '?') || file.is(token, '!')) token -= 1;
  return token > from && file.word(token) === 'as' ? token : null;
}

/** The names of `a.b?.c`, or null where it is something else. `.c` alone begins with an empty name. */
export function toPath(file: LexedFile, { from, to }: Span): readonly string[] | null {
  if (file.word(from) === 'nameof' && file.is(from + 1, '(')) {
    const last = file.word(file.partner(from + 1) - 1);
    return last === '' ? null : ['nameof', last];
  }
  const names: string[] = [];
  let token = from;
  if (file.is(token, '.')) names.push('');
  else if (file.isWord(token)) {
    names.push(file.word(token));
    token += 1;
  }
  while (token < to) {
    while (file.is(token, '?') || file.is(token, '!')) token += 1;
    if (names.at(-1) !== '' && file.is(token, '(') && file.partner(token) === token + 1) {
      token += 2;
      continue;
    }
    if (!file.is(token, '.') || !file.isWord(token + 1)) return null;
    if (!SAME.has(file.word(token + 1)) || !file.is(token + 2, '(')) names.push(file.word(token + 1));
    token += 2;
  }
  return names.length > 0 && token <= to && !/^[0-9]/.test(names[0] ?? '') ? names : null;
}

/** What is added up: `a + b`. */
export function summands(file: LexedFile, { from, to }: Span): readonly Span[] {
  const parts: Span[] = [];
  let start = from;
  for (let token = from; token < to; token = file.next(token)) {
    if (!file.is(token, '+')) continue;
    parts.push({ from: start, to: token });
    start = token + 1;
  }
  return [...parts, { from: start, to }];
}

const NOTHING = new Set(['null', 'nil', 'None']);

/** Whether an expression is nothing: `null`. */
export function isNothing(file: LexedFile, { from, to }: Span): boolean {
  return to === from + 1 && NOTHING.has(file.word(from));
}
