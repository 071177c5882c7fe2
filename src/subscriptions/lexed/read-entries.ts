import { readArguments } from './arguments.js';
import type { Element, Part } from './declarations.js';
import { decodeString } from './decode-string.js';
import type { LexedFile, Span } from './lexed-file.js';

/** What the parts of a pair are called, in their order. */
const PLACES = [/^(key|first|item1|\$1|0)$/i, /^(value|element|second|item2|\$2|1)$/i, /^(third|item3|\$3|2)$/i];

/**
 * The entries by name of `{"table": x}`, of `dict(table=x)`, of `mapOf("table" to x)` and of an initialiser `{ Table = x }`.
 * @param open the token of the bracket
 */
export function readEntries(file: LexedFile, open: number): ReadonlyMap<string, Span> {
  const entries = new Map<string, Span>();
  for (const { name, from, to } of readArguments(file, open)) {
    const [key, value] = divide(file, { from, to }) ?? [];
    if (name !== null) entries.set(name, { from, to });
    else if (key === undefined || value === undefined || key.to > key.from + 1) continue;
    else if (file.isString(key.from)) entries.set(decodeString(file, key.from).join(''), value);
    else if (file.isWord(key.from)) entries.set(file.word(key.from), value);
  }
  return entries;
}

/** A part of an element: the second of `(a, b)`, the value of `"a": b`, what `Sub(table: "a")` says by a name. */
export function partOf({ file, span, isNumbered }: Element, part: Part): Element | null {
  const place = typeof part === 'number' ? part : PLACES.findIndex((names) => names.test(part));
  if (isNumbered === true) return place === 1 ? { file, span } : null;
  const entry = divide(file, span);
  const open = file.partner(span.to - 1);
  const isBracketed = entry === null && open >= span.from && open < span.to - 1;
  // What a function gives is not known by what it is given.
  const maker = isBracketed && open > span.from ? file.word(open - 1) : '';
  const named =
    isBracketed && /^([A-Z]|dict$|mapOf$|init$|$)/.test(maker) ? readEntries(file, open).get(String(part)) : undefined;
  const isPlain = isBracketed && (maker === '' || typeof part === 'number' || /^(Pair|Triple|MapEntry)$/.test(maker));
  const found = named ?? entry?.[place] ?? (isPlain ? readArguments(file, open)[place] : undefined);
  return found === undefined ? null : { file, span: found };
}

/** The key and the value of `"a": b`, `"a" to b`, `a = b`, `["a"] = b`; null where it is none. */
export function divide(file: LexedFile, { from, to }: Span): readonly [Span, Span] | null {
  const at = file.seek(from, to, file.language === 'kotlin' ? /^(to|\?)$/ : /^[:=?]$/);
  if (at <= from || at >= to || file.is(at, '?') || file.is(at, '=>') || file.is(at, '==')) return null;
  const isBracketed = file.is(from, '[') && file.partner(from) === at - 1;
  const key = isBracketed ? { from: from + 1, to: at - 1 } : { from, to: at };
  return [key, { from: at + 1, to }];
}
