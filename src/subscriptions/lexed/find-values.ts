import { resultOf } from './function-body.js';
import type { LexedFile, Span } from './lexed-file.js';
import { endOfExpression } from './statement-end.js';

/** A name and what is put in it: where it is declared, or by an assignment; `empty` is nothing yet. */
export interface FoundValue {
  readonly name: string;
  readonly token: number;
  readonly kind: 'declared' | 'assigned' | 'member' | 'empty';
  readonly span: Span;
}

const DECLARES: Readonly<Record<string, ReadonlySet<string>>> = {
  swift: new Set(['let', 'var']),
  kotlin: new Set(['val', 'var']),
};
const SELF = new Set(['this', 'self', 'cls']);
/** Words before a name that are no type: the name is assigned to, or compared. */
const NO_TYPES = new Set(['return', 'await', 'else', 'in', 'and', 'or', 'not', 'if', 'yield', 'case', 'do']);

/** Where a name without a value is declared by its type. */
const TYPED = new Set(['dart', 'csharp']);
/** Words before a name in a statement that declares nothing. */
const LEAVES = new Set(['throw', 'break', 'continue', 'goto', 'delete', 'new', 'library', 'import', 'export', 'using']);

/** What a file's names are given, wherever it is an expression. */
export function findValues(file: LexedFile): readonly FoundValue[] {
  const values: FoundValue[] = [];
  for (let token = 0; token < file.count; token += 1) {
    const value = valueAt(file, token);
    if (value !== null) values.push(value);
  }
  return values;
}

function valueAt(file: LexedFile, token: number): FoundValue | null {
  if (DECLARES[file.language]?.has(file.word(token)) === true) return keywordValue(file, token + 1);
  if (file.word(token) === 'get' && TYPED.has(file.language)) return getterValue(file, token);
  if (TYPED.has(file.language) && file.is(token, ';')) return typedAlone(file, token);
  return file.is(token, '=') ? assigned(file, token) : null;
}

/** `val table: String = `, `let table = `, `val table get() = `, `var table: String { "todos" }`. */
function keywordValue(file: LexedFile, name: number): FoundValue | null {
  if (!file.isWord(name) || isParameter(file, name)) return null;
  const limit = Math.min(file.count, name + 30);
  for (let token = name + 1; token < limit; token = file.next(token)) {
    if (file.is(token, '==')) return null;
    if (file.is(token, '=')) return value(file, name, 'declared', token + 1);
    if (file.is(token, '{')) return blockValue(file, name, token);
    if (file.word(token) === 'by' && file.word(token + 1) === 'lazy' && file.is(token + 2, '{')) {
      return blockValue(file, name, token + 2);
    }
    if (file.is(token, ';') || file.is(token, ',') || file.is(token, ')') || file.is(token, '}')) return null;
    if (file.isFirstOnLine(token) && file.word(token) !== 'get')
      return file.is(name + 1, ':') ? empty(name, file) : null;
  }
  return null;
}

/** Of Kotlin's `class Live(private val table: String = "todos")`; `when (val x = ...)` is none. */
function isParameter(file: LexedFile, name: number): boolean {
  const outer = file.enclosing(name);
  return file.language === 'kotlin' && file.is(outer, '(') && file.word(outer - 1) !== 'when';
}

function empty(token: number, file: LexedFile): FoundValue {
  return { name: file.word(token), token, kind: 'empty', span: { from: token, to: token } };
}

/** `String table;`, `late final String table;` */
function typedAlone(file: LexedFile, end: number): FoundValue | null {
  const name = end - 1;
  const isTyped = file.isWord(name) && isTypeEnd(file, name - 1) && !NO_TYPES.has(file.word(name));
  return isTyped && !LEAVES.has(file.word(name - 1)) ? empty(name, file) : null;
}

/** `String get table => x`, `String Table { get => x; }`. */
function getterValue(file: LexedFile, get: number): FoundValue | null {
  const isDart = file.language === 'dart';
  return blockValue(file, isDart ? get + 1 : file.enclosing(get) - 1, isDart ? get + 2 : get + 1);
}

/** A body that is one expression, as of a computed property. `{ get }` says that another type has one. */
function blockValue(file: LexedFile, name: number, open: number): FoundValue | null {
  if (/^[gs]et$/.test(file.word(open + 1))) return file.is(open + 2, '{') ? blockValue(file, name, open + 2) : null;
  const to = file.is(open, '=') ? endOfExpression(file, open + 2) : file.partner(open);
  const span = to < file.count && file.isWord(name) ? resultOf(file, { from: open, to }) : null;
  return span && { name: file.word(name), token: name, kind: 'declared', span };
}

/** `name = `, `Type name = `, `self.name = `, `Type name => `; not a named argument, not a comparison. */
function assigned(file: LexedFile, equals: number): FoundValue | null {
  const isArrow = file.is(equals, '=>');
  if (file.is(equals, '==') || isPartOfOperator(file, equals)) return null;
  const outer = file.enclosing(equals);
  if (outer >= 0 && (!file.is(outer, '{') || isNamedParameters(file, outer))) return null;
  const from = equals + (isArrow ? 2 : 1);
  if (file.isIndented) return pythonAssigned(file, equals, from);
  // `string Table { get; } = "todos"`
  const name = file.is(equals - 1, '}') ? file.partner(equals - 1) - 1 : equals - 1;
  if (!file.isWord(name)) return null;
  if (file.is(name - 1, '.'))
    return SELF.has(file.word(name - 2)) && !isArrow ? value(file, name, 'member', from) : null;
  if (DECLARES[file.language] !== undefined) {
    const isStatement = file.isFirstOnLine(name) || /^[{;:>]$/.test(file.text(name - 1));
    return isStatement ? value(file, name, 'assigned', from) : null;
  }
  const isTyped = isTypeEnd(file, name - 1);
  if (isArrow) return isTyped && file.language === 'csharp' ? value(file, name, 'declared', from) : null;
  return value(file, name, isTyped ? 'declared' : 'assigned', from);
}

/** Of Dart's `Live({this.table = 'todos'})`. */
function isNamedParameters(file: LexedFile, open: number): boolean {
  return file.language === 'dart' && file.is(file.enclosing(open), '(') && /^[(,]$/.test(file.text(open - 1));
}

function isPartOfOperator(file: LexedFile, equals: number): boolean {
  const before = file.text(equals - 1);
  return /^[=!<>+\-*/%&|^?:]$/.test(before) && file.start(equals - 1) === file.start(equals) - 1;
}

function isTypeEnd(file: LexedFile, token: number): boolean {
  if (file.isWord(token)) return !NO_TYPES.has(file.word(token));
  return file.is(token, '>') || file.is(token, '?') || file.is(token, ']');
}

function pythonAssigned(file: LexedFile, equals: number, from: number): FoundValue | null {
  let first = equals - 1;
  while (first > 0 && !file.isFirstOnLine(first) && equals - first < 20) first -= 1;
  if (!file.isFirstOnLine(first) || !file.isWord(first)) return null;
  if (SELF.has(file.word(first)) && file.is(first + 1, '.') && (first + 3 === equals || file.is(first + 3, ':'))) {
    return value(file, first + 2, 'member', from);
  }
  return first + 1 === equals || file.is(first + 1, ':') ? value(file, first, 'declared', from) : null;
}

function value(file: LexedFile, token: number, kind: FoundValue['kind'], from: number): FoundValue {
  return { name: file.word(token), token, kind, span: { from, to: endOfExpression(file, from) } };
}
