import { indentedBlockEnd } from './indentation.js';
import type { LexedFile, Span } from './lexed-file.js';

/** A function without a name, or what stands for one, with the names of what it takes. */
export interface Lambda {
  /** Where those names are known. */
  readonly span: Span;
  readonly names: readonly string[];
  /** The list whose elements its first name stands for, one after the other; null when it is run with something else. */
  readonly list: Span | null;
}

/** Methods that run a function for each element of a list. */
const EACH = /^(forEach|ForEach|onEach|map|flatMap|expand|Select)$/;
/** Words that a block begins with, and what stands before no lambda's arrow. */
const DECLARES = /^(val|var|let|return)$/;
const ENDS = /^([{}=.;]|for)$/;
/** How many tokens a lambda has before its body, or without a block: what is longer is left as it is. */
const LONGEST = 100;

/** `{ t -> ... }`, `{ t in ... }`, `(t) { ... }`, `(t) => ...`, `t => ...`, `[... for t in list]`, `for t in list:` */
export function findLambdas(file: LexedFile): readonly Lambda[] {
  const { name } = file.language;
  const isBlock = name === 'kotlin' || name === 'swift';
  const found: Lambda[] = [];
  const read = file.language.isIndented ? ofFor : isBlock ? ofBlock : ofArrow;
  for (let token = 0; token < file.count; token += 1) {
    const lambda = read(file, token);
    if (lambda !== null) found.push(lambda);
  }
  return found;
}

/** Of Kotlin and Swift. Without names the first is `it` or `$0`. */
function ofBlock(file: LexedFile, open: number): Lambda | null {
  if (!file.is(open, '{')) return null;
  const isKotlin = file.language.name === 'kotlin';
  const behind = file.is(open - 1, ')') ? file.partner(open - 1) - 1 : open - 1;
  if (file.word(behind) === 'when') return null;
  const list = behind === open - 1 && EACH.test(file.word(behind)) ? listBefore(file, behind) : null;
  const span = { from: open, to: Math.min(file.partner(open), file.count) };
  const names: string[] = [];
  const limit = DECLARES.test(file.word(open + 1)) ? open : Math.min(span.to, open + LONGEST);
  for (let token = open + 1; token < limit; token += 1) {
    const text = file.text(token);
    if (isKotlin ? text === '-' && file.is(token, '->') : text === 'in') return { span, names, list };
    if (ENDS.test(text)) break;
    if (file.isWord(token) && !/^[:>]$/.test(file.text(token - 1))) names.push(file.word(token));
  }
  return list === null ? null : { span, names: [isKotlin ? 'it' : '$0'], list };
}

function ofFor(file: LexedFile, token: number): Lambda | null {
  if (file.word(token) !== 'for') return null;
  const outer = file.enclosing(token);
  return outer < 0 ? ofLoop(file, token) : ofComprehension(file, token, outer);
}

/** Of Python: `for t in tables:`, whose names are those of its block, so that two loops may use the same. */
function ofLoop(file: LexedFile, token: number): Lambda | null {
  const first = file.word(token - 1) === 'async' ? token - 1 : token;
  const names: string[] = [];
  let at = token + 1;
  for (; at < token + LONGEST && file.word(at) !== 'in'; at += 1) if (file.isWord(at)) names.push(file.word(at));
  const from = at + 1;
  while (at < token + LONGEST && !file.is(at, ':')) at = file.next(at);
  if (!file.isFirstOnLine(first) || !file.is(at, ':')) return null;
  return {
    span: { from: at, to: indentedBlockEnd(file, first) },
    names,
    list: names.length > 1 ? null : { from, to: at },
  };
}

/** Of Python: `[listen(t) for t in tables]`. */
function ofComprehension(file: LexedFile, token: number, outer: number): Lambda | null {
  if (file.word(token + 2) !== 'in') return null;
  const close = Math.min(file.partner(outer), file.count);
  let to = token + 3;
  while (to < Math.min(close, token + LONGEST) && !/^(if|for)$/.test(file.word(to))) to = file.next(to);
  return {
    span: { from: outer, to: close },
    names: [file.word(token + 1)],
    list: { from: token + 3, to: Math.min(to, close) },
  };
}

/** Of Dart and C#. */
function ofArrow(file: LexedFile, at: number): Lambda | null {
  const isBracketed = file.is(at, '(');
  const isAlone = file.language.name === 'csharp' && file.isWord(at) && file.is(at + 1, '=>');
  const outer = file.enclosing(at);
  if (!(isBracketed || isAlone) || !file.is(outer, '(') || !/^[(,:=]$/.test(file.text(at - 1))) return null;
  const close = isBracketed ? file.partner(at) : at;
  if (close - at > LONGEST) return null;
  const body = file.word(close + 1) === 'async' ? close + 2 : close + 1;
  const isBlock = file.is(body, '{');
  if (!isBlock && !file.is(body, '=>')) return null;
  const names: string[] = [];
  for (let token = at; token <= close; token += 1) {
    if (file.isWord(token) && (isAlone || file.is(token + 1, ',') || token + 1 === close)) names.push(file.word(token));
  }
  const list = EACH.test(file.word(outer - 1)) ? listBefore(file, outer - 1) : null;
  return { span: { from: body, to: isBlock ? file.partner(body) : endOfBody(file, body, outer) }, names, list };
}

function endOfBody(file: LexedFile, arrow: number, outer: number): number {
  const limit = Math.min(file.partner(outer), file.count, arrow + LONGEST);
  let token = arrow;
  while (token < limit && !file.is(token, ',')) token = file.next(token);
  return Math.min(token, file.count);
}

/** What a method is called on, where that is a name or a list. */
function listBefore(file: LexedFile, method: number): Span | null {
  let to = method - 1;
  if (!file.is(to, '.')) return null;
  while (file.is(to - 1, '?') || file.is(to - 1, '!')) to -= 1;
  let from = to - 1;
  if (/^[)\]}]$/.test(file.text(from))) {
    from = file.partner(from);
    if (file.is(from, '(')) from -= 1;
  }
  while (from > 1 && to - from < LONGEST && file.isWord(from) && file.is(from - 1, '.') && file.isWord(from - 2))
    from -= 2;
  return from < 0 || from >= to ? null : { from, to };
}
