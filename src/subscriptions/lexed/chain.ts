import { behindTypes } from './arguments.js';
import type { LexedFile } from './lexed-file.js';

/** A member in a chain of calls: `from` of `client.from('t').stream()`. */
export interface Link {
  readonly name: string;
  readonly token: number;
  /** The bracket of its arguments, `(` or `[`; null where it is not called. */
  readonly open: number | null;
}

/** Chains are as long as somebody can read. What is further away is not looked at, so that a file of calls stays linear. */
const LONGEST = 40;

/** What stands before a member, the nearest first: of `stream` in `a.from('t').stream()`, `from` and `a`. */
export function linksBefore(file: LexedFile, member: number): readonly Link[] {
  const dot = dotBefore(file, member);
  return dot === null ? [] : linksUpTo(file, dot);
}

/** The links of a chain that ends before a token, the last one first. */
export function linksUpTo(file: LexedFile, end: number): readonly Link[] {
  const links: Link[] = [];
  let before: number | null = end;
  while (before !== null && links.length < LONGEST) {
    const link = linkEndingAt(file, before - 1);
    if (link === null) break;
    links.push(link);
    before = dotBefore(file, link.token);
  }
  return links;
}

/** The calls that follow one, the nearest first: of `stream(...)` in `stream().eq('a', 1).order('b')`, `eq` and `order`. */
export function linksAfter(file: LexedFile, close: number): readonly Link[] {
  const links: Link[] = [];
  for (let token = close + 1; links.length < LONGEST; ) {
    while (file.is(token, '?') || file.is(token, '!')) token += 1;
    if (!file.is(token, '.')) break;
    while (file.is(token, '.')) token += 1;
    if (!file.isWord(token)) break;
    const open = openBehind(file, token);
    links.push({ name: file.word(token), token, open });
    if (open === null) token += 1;
    else token = file.partner(open) + 1;
  }
  return links;
}

/** The opening parenthesis of a call, behind type arguments where there are some; null where it is none. */
export function openBehind(file: LexedFile, name: number): number | null {
  const next = file.is(name + 1, '<') ? behindTypes(file, name + 1, file.count) : name + 1;
  return file.is(next, '(') && (next === name + 1 || file.is(next - 1, '>')) ? next : null;
}

/** The dot of `a.b`, `a?.b`, `a!.b`, `a..b`; of a cascade what it is called on is before the calls in between. */
function dotBefore(file: LexedFile, member: number): number | null {
  let token = member - 1;
  if (!file.is(token, '.')) return null;
  while (file.is(token, '.') || file.is(token, '?') || file.is(token, '!')) token -= 1;
  return token + 1;
}

function linkEndingAt(file: LexedFile, last: number): Link | null {
  let token = last;
  while (file.is(token, '!') || file.is(token, '?')) token -= 1;
  let open: number | null = null;
  // A closure behind the arguments belongs to the call, too.
  while (file.is(token, ')') || file.is(token, ']') || file.is(token, '}')) {
    const partner = file.partner(token);
    if (partner < 0 || partner >= token) return null;
    if (file.is(partner, '{') && file.isFirstOnLine(partner)) return null;
    open = file.is(partner, '{') ? open : partner;
    token = partner - 1;
    if (file.is(partner, '(') && file.is(token, '>')) token = beforeTypes(file, token);
    while (file.is(token, '!') || file.is(token, '?')) token -= 1;
  }
  return file.isWord(token) ? { name: file.word(token), token, open } : null;
}

/** Before the `<` that belongs to a `>`. */
function beforeTypes(file: LexedFile, close: number): number {
  let depth = 0;
  for (let token = close; token > 0 && close - token < 60; token -= 1) {
    if (file.is(token, '>')) depth += 1;
    else if (file.is(token, '<')) depth -= 1;
    if (depth === 0) return token - 1;
  }
  return close;
}
