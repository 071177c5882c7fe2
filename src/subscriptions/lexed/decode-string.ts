import type { LexedFile } from './lexed-file.js';
import type { Hole } from './token-list.js';

/** A piece of a string: text, or the code that makes it. */
export type Piece = string | { readonly code: string };

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', '0': '\0' };
const CODE = '(u\\{[0-9a-fA-F]{1,6}\\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[^])';

/** What a string says, without quotes and escapes, with the code that is in it. */
export function decodeString(file: LexedFile, token: number): readonly Piece[] {
  const literal = file.text(token);
  const { opening, toForm } = file.grammar;
  opening.lastIndex = 0;
  const { form, length } = toForm(opening.exec(literal)?.[0] ?? '"');
  const isRaw = /^[a-z]*r/i.test(literal);
  const end =
    literal.length > length && literal.endsWith(form.close) ? literal.length - form.close.length : literal.length;
  const clean = (text: string): string => {
    const unbraced = form.formatsHoles ? text.replace(/([{}])\1/g, '$1') : text;
    const unquoted = form.doublesQuote ? unbraced.replaceAll('""', '"') : unbraced;
    return form.escapeMark === null || isRaw ? unquoted : withoutEscapes(unquoted, form.escapeMark);
  };
  const pieces: Piece[] = [];
  let at = length;
  for (const hole of holesIn(file, token)) {
    pieces.push(clean(literal.slice(at, hole.from)), { code: hole.code });
    at = hole.to;
  }
  pieces.push(clean(literal.slice(at, Math.max(at, end))));
  return pieces.filter((piece) => piece !== '');
}

function holesIn(file: LexedFile, token: number): readonly Hole[] {
  const start = file.start(token);
  return file.holes(token).map(({ from, to, code }) => ({ from: from - start, to: to - start, code }));
}

function withoutEscapes(text: string, escapeMark: string): string {
  if (!text.includes(escapeMark)) return text;
  const pattern = new RegExp(escapeMark.replace('\\', '\\\\') + CODE, 'g');
  return text.replace(pattern, (_, code: string) => (code.length > 1 ? toCharacter(code) : (ESCAPED[code] ?? code)));
}

function toCharacter(code: string): string {
  const value = Number.parseInt(code.replace(/[^0-9a-fA-F]/g, ''), 16);
  return value <= 0x10ffff ? String.fromCodePoint(value) : '';
}
