import { readArguments } from './arguments.js';
import { decodeString } from './decode-string.js';
import type { LexedFile, Span } from './lexed-file.js';

/**
 * The entries by name of `{"table": x}`, of `dict(table=x)` and of an object initialiser `{ Table = x }`.
 * @param open the token of the bracket
 */
export function readEntries(file: LexedFile, open: number): ReadonlyMap<string, Span> {
  const entries = new Map<string, Span>();
  for (const { name, from, to } of readArguments(file, open)) {
    const isDivided = file.is(from + 1, ':') || file.is(from + 1, '=');
    if (name !== null) entries.set(name, { from, to });
    else if (!isDivided) continue;
    else if (file.isString(from)) entries.set(decodeString(file, from).join(''), { from: from + 2, to });
    else if (file.isWord(from)) entries.set(file.word(from), { from: from + 2, to });
  }
  return entries;
}
