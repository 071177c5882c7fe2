import type { Argument } from './arguments.js';
import { openBehind } from './chain.js';
import { isAfterFun } from './function-body.js';
import type { LexedFile, Span } from './lexed-file.js';

/** A call with the token of its name and that of its parenthesis. */
export interface CallToken {
  readonly name: string;
  readonly token: number;
  readonly open: number;
}

const DECLARES = new Set(['func', 'fun', 'def', 'class', 'override', 'extension']);
/** What may stand before a call on the same line; another word is the type of a declaration. */
const BEFORE_CALLS = new Set([
  'return',
  'await',
  'yield',
  'in',
  'new',
  'try',
  'else',
  'do',
  'async',
  'const',
  'throw',
  'case',
  'when',
  'assert',
  'unawaited',
  'and',
  'or',
  'not',
  'if',
]);

/** The calls of some functions or methods in a file, without their declarations. */
export function findCallsOf(file: LexedFile, names: readonly string[]): readonly CallToken[] {
  const wanted = new Set(names);
  const calls: CallToken[] = [];
  for (let token = 0; token < file.count; token += 1) {
    if (!wanted.has(file.word(token)) || isDeclared(file, token)) continue;
    const open = openBehind(file, token);
    if (open !== null) calls.push({ name: file.word(token), token, open });
  }
  return calls;
}

/** Whether a name with a parenthesis behind it is declared here, and not called. */
export function isDeclared(file: LexedFile, token: number): boolean {
  const before = token - 1;
  if (DECLARES.has(file.word(before))) return true;
  if (file.language === 'kotlin') return isAfterFun(file, token);
  const isTyped = file.language === 'dart' || file.language === 'csharp';
  if (!isTyped || file.isFirstOnLine(token)) return false;
  return (
    (file.isWord(before) && !BEFORE_CALLS.has(file.word(before))) ||
    (file.is(before, '>') && !file.is(before - 1, '=>'))
  );
}

/** The argument of a name, or else the one at a place among those without names. */
export function argument(given: readonly Argument[], name: string, place?: number): Span | null {
  const named = given.find((one) => one.name === name);
  if (named !== undefined || place === undefined) return named ?? null;
  return given.filter((one) => one.name === null)[place] ?? null;
}
