import { readArguments } from './arguments.js';
import { findBindings } from './find-bindings.js';
import type { LexedFile, Span } from './lexed-file.js';
import { type Context, deeper } from './outcome.js';
import { toPath, trim } from './trim.js';

const LISTS = /^(listOf|setOf|arrayOf|sequenceOf|mutableListOf|Set|Array|List)$/;
/** A longer list is data, and nobody subscribes to all of it. */
const MOST_ELEMENTS = 200;

export interface Element {
  readonly file: LexedFile;
  readonly span: Span;
}

/** What a list is made of, where its source says so; null where it does not. */
export function elementsOf(outer: Context, file: LexedFile, whole: Span): readonly Element[] | null {
  const context = deeper(outer);
  if (context === null) return null;
  const span = trim(file, whole);
  const open = tupleOpen(file, whole) ?? listOpen(file, span);
  if (open !== null) {
    const elements = readArguments(file, open);
    return elements.length > MOST_ELEMENTS ? null : elements.map(({ from, to }) => ({ file, span: { from, to } }));
  }
  const path = toPath(file, span);
  if (path === null) return null;
  const [binding] = findBindings(context, { file, token: span.from }, path);
  return binding?.kind === 'value' ? elementsOf(context, binding.file, binding.span) : null;
}

/** The bracket of Python's `("a", "b")`. */
function tupleOpen(file: LexedFile, { from, to }: Span): number | null {
  const isBracketed = file.language.isIndented && file.is(from, '(') && file.partner(from) === to - 1;
  return isBracketed && readArguments(file, from).length > 1 ? from : null;
}

/** The bracket of `['a']`, `<String>['a']`, `listOf("a")`, `new[] { "a" }`. */
function listOpen(file: LexedFile, { from, to }: Span): number | null {
  const close = to - 1;
  const open = file.partner(close);
  if (open < from || open >= close) return null;
  if (file.is(open, '[')) return open === from || file.is(open - 1, '>') ? open : null;
  if (file.is(open, '{'))
    return open === from || file.is(open - 1, ']') || file.is(open - 1, '>') || file.is(open - 1, ')') ? open : null;
  return LISTS.test(file.word(from)) ? open : null;
}
