import { splitAtCommas } from './arguments.js';
import type { Part } from './declarations.js';
import { indentedBlockEnd } from './indentation.js';
import type { LexedFile, Span } from './lexed-file.js';
import { endOfExpression } from './statement-end.js';

/** A name that a lambda takes, and what leads into an element to what it stands for; null where it is none of an element. */
interface Taken {
  readonly name: string;
  readonly parts: readonly Part[] | null;
}

/** A function without a name, or a loop, with the names of what it takes. */
export interface Lambda {
  /** Where those names are known. */
  readonly span: Span;
  readonly taken: readonly Taken[];
  /** The list that it goes through; null when it is run with something else. */
  readonly list: Span | null;
}

/** Methods that run a function for each element of a list. */
const EACH = /^(forEach|ForEach|onEach|map|flatMap|expand|Select|forEachIndexed|mapIndexed)$/;
/** Words that a block begins with, and what stands before no lambda's arrow. */
const DECLARES = /^(val|var|let|return)$/;
const ENDS = /^([{}=.;]|for)$/;
/** How many tokens a lambda has before its body, or without a block: what is longer is left as it is. */
const LONGEST = 100;

/** `{ t -> ... }`, `{ t in ... }`, `(t) { ... }`, `(t) => ...`, `t => ...`, `[... for t in list]`, `for t in list:` */
export function findLambdas(file: LexedFile): readonly Lambda[] {
  const { language: name, isIndented } = file;
  const read = name === 'kotlin' || name === 'swift' ? ofBlock : ofArrow;
  const found: Lambda[] = [];
  for (let token = 0; token < file.count; token += 1) {
    const isLoop = file.word(token) === 'for' || file.word(token) === 'foreach';
    const lambda = isLoop ? ofLoop(file, token) : isIndented ? null : read(file, token);
    if (lambda !== null) found.push(lambda);
  }
  return found;
}

/** Of Kotlin and Swift. Without names the first is `it` or `$0`. */
function ofBlock(file: LexedFile, open: number): Lambda | null {
  if (!file.is(open, '{')) return null;
  const isKotlin = file.language === 'kotlin';
  const behind = file.is(open - 1, ')') ? file.partner(open - 1) - 1 : open - 1;
  if (file.word(behind) === 'when') return null;
  const list = behind === open - 1 && EACH.test(file.word(behind)) ? listBefore(file, behind) : null;
  const span = { from: open, to: file.partner(open) };
  const limit = DECLARES.test(file.word(open + 1)) ? open : Math.min(span.to, open + LONGEST);
  for (let token = open + 1; token < limit; token += 1) {
    const text = file.text(token);
    if (isKotlin ? text === '-' && file.is(token, '->') : text === 'in') {
      return { span, taken: takenBy(file, { from: open + 1, to: token }, file.word(behind)), list };
    }
    if (ENDS.test(text)) break;
  }
  return list === null ? null : { span, taken: [{ name: isKotlin ? 'it' : '$0', parts: [] }], list };
}

/**
 * `for t in list {`, `for (t in list)`, `for t in list:`, `[f(t) for t in list]`. Its names are those of its body, so that two
 * loops may use the same.
 */
function ofLoop(file: LexedFile, loop: number): Lambda | null {
  const { isIndented } = file;
  const isBracketed = !isIndented && file.language !== 'swift';
  if (isBracketed && !file.is(loop + 1, '(')) return null;
  const outer = isIndented ? file.enclosing(loop) : -1;
  const from = loop + (isBracketed ? 2 : 1);
  const around = isBracketed ? file.partner(loop + 1) : outer < 0 ? file.count : file.partner(outer);
  const limit = isBracketed ? around : Math.min(around, loop + LONGEST);
  const at = file.seek(from, limit, /^in$/);
  const end = isBracketed ? limit : file.seek(at + 1, limit, outer >= 0 ? /^(if|for)$/ : isIndented ? /^:$/ : /^\{$/);
  if (at === limit || (end === limit && !isBracketed && outer < 0)) return null;
  const body = isBracketed ? end + 1 : end;
  const list = { from: at + 1, to: file.seek(at + 1, end, /^where$/) };
  const taken = takenBy(file, { from, to: at });
  if (outer >= 0) return { span: { from: outer, to: around }, taken, list };
  const first = file.word(loop - 1) === 'async' ? loop - 1 : loop;
  if (isIndented) {
    return file.isFirstOnLine(first) ? { span: { from: body, to: indentedBlockEnd(file, first) }, taken, list } : null;
  }
  const to = file.is(body, '{') ? file.partner(body) : endOfExpression(file, body);
  return { span: { from: body, to }, taken, list };
}

/** Of Dart and C#. */
function ofArrow(file: LexedFile, at: number): Lambda | null {
  const isBracketed = file.is(at, '(');
  const isAlone = file.language === 'csharp' && file.isWord(at) && file.is(at + 1, '=>');
  const outer = file.enclosing(at);
  if (!(isBracketed || isAlone) || !file.is(outer, '(') || !/^[(,:=]$/.test(file.text(at - 1))) return null;
  const close = isBracketed ? file.partner(at) : at;
  if (close - at > LONGEST) return null;
  const body = file.word(close + 1) === 'async' ? close + 2 : close + 1;
  const isBlock = file.is(body, '{');
  if (!isBlock && !file.is(body, '=>')) return null;
  const method = file.word(outer - 1);
  const list = EACH.test(method) ? listBefore(file, outer - 1) : null;
  const taken = takenBy(file, { from: at, to: close + 1 }, file.language === 'csharp' ? 'Select' : method);
  return {
    span: {
      from: body,
      to: isBlock ? file.partner(body) : file.seek(body, Math.min(file.partner(outer), body + LONGEST), /^,$/),
    },
    taken,
    list,
  };
}

/** The names of a lambda; some methods give it a number beside the element. */
function takenBy(file: LexedFile, span: Span, method = ''): readonly Taken[] {
  const all = namesIn(file, span, []);
  const element = /Indexed$/.test(method) ? 1 : method === 'Select' ? 0 : -1;
  if (element < 0 || all.length < 2) return all;
  return all.map(({ name, parts }) => ({ name, parts: parts?.[0] === element ? parts.slice(1) : null }));
}

/** `t`, `String t`, `t: String`, `(name, (a, b))`, `(:name, :event)`. */
function namesIn(file: LexedFile, { from, to }: Span, parts: readonly Part[]): readonly Taken[] {
  if (file.is(from, '(') && file.partner(from) === to - 1) return namesIn(file, { from: from + 1, to: to - 1 }, parts);
  if (file.is(to - 1, ')') && file.partner(to - 1) > from)
    return namesIn(file, { from: file.partner(to - 1), to }, parts);
  const pieces = splitAtCommas(file, { from, to });
  if (pieces.length > 1) return pieces.flatMap((piece, index) => namesIn(file, piece, [...parts, index]));
  if (file.is(from, ':')) return [{ name: file.word(from + 1), parts: [...parts.slice(0, -1), file.word(from + 1)] }];
  const colon = file.seek(from, to, /^:$/);
  return colon > from && file.isWord(colon - 1) ? [{ name: file.word(colon - 1), parts }] : [];
}

/** What a method is called on. */
function listBefore(file: LexedFile, method: number): Span | null {
  let to = method - 1;
  if (!file.is(to, '.')) return null;
  while (file.is(to - 1, '?') || file.is(to - 1, '!')) to -= 1;
  let from = to;
  while (from > 1 && to - from < LONGEST) {
    let first = from - 1;
    while (/^[)\]}]$/.test(file.text(first))) first = file.partner(first) - 1;
    if (file.isWord(first)) from = first;
    else return first + 1 < to ? { from: first + 1, to } : null;
    if (!file.is(from - 1, '.')) break;
    from -= 1;
  }
  return { from, to };
}
