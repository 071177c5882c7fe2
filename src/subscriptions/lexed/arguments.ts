import type { LexedFile, Span } from './lexed-file.js';

/** One of the parts between brackets that commas divide. */
export interface Argument extends Span {
  /** Null where it has none: its place tells what it is. */
  readonly name: string | null;
}

/** A list of type arguments is short: more tokens than this are a comparison. */
const LONGEST_TYPES = 60;

/** The arguments of a call. @param open the token of its opening bracket */
export function readArguments(file: LexedFile, open: number): readonly Argument[] {
  return splitAtCommas(file, { from: open + 1, to: file.partner(open) }).map((part) => nameArgument(file, part));
}

/** The parts of a span that commas divide, but for those in brackets, type arguments and the head of a lambda. */
export function splitAtCommas(file: LexedFile, { from, to }: Span): readonly Span[] {
  const parts: Span[] = [];
  let start = from;
  let isLambda = false;
  for (let token = from; token < to; token = file.is(token, '<') ? behindTypes(file, token, to) : file.next(token)) {
    if (file.word(token) === 'lambda') isLambda = file.isIndented;
    else if (isLambda && file.is(token, ':')) isLambda = false;
    else if (file.is(token, ',') && !isLambda) {
      parts.push({ from: start, to: token });
      start = token + 1;
    }
  }
  if (start < to) parts.push({ from: start, to });
  return parts;
}

/** Behind the `>` that closes the type arguments which open here, or the next token where they are none. */
export function behindTypes(file: LexedFile, open: number, to: number): number {
  let depth = 0;
  const end = Math.min(to, open + LONGEST_TYPES);
  for (let token = open; token < end; token = file.next(token)) {
    if (file.is(token, '<')) depth += 1;
    else if (file.is(token, '>')) depth -= file.is(token - 1, '->') || file.is(token - 1, '=>') ? 0 : 1;
    else if (!isOfType(file, token)) return open + 1;
    if (depth === 0) return token + 1;
  }
  return open + 1;
}

function isOfType(file: LexedFile, token: number): boolean {
  return file.isWord(token) || [',', '.', '?', '[', '(', '*', '&', ':', '-', '='].some((sign) => file.is(token, sign));
}

function nameArgument(file: LexedFile, { from, to }: Span): Argument {
  const { naming } = file.grammar;
  const isNamed =
    file.isWord(from) &&
    file.is(from + 1, naming) &&
    !file.is(from + 1, '==') &&
    !file.is(from + 1, '::') &&
    from + 2 <= to;
  return isNamed ? { name: file.word(from), from: from + 2, to } : { name: null, from, to };
}
