import { decodeSource, wideEncodingOf } from './decode-source.js';

/** A short piece, looked for first, and the needles that hold it. */
interface Gate {
  readonly piece: Buffer;
  readonly needles: readonly Buffer[];
}

/** A text to be looked for, or several of which one counts only beside another: each search of all bytes costs. */
export type Needle = string | { readonly beside: string; readonly any: readonly string[] };

/** Texts that are looked for in bytes, of which one is enough. */
export class Needles {
  readonly #texts: readonly string[];
  readonly #gates: readonly Gate[];

  constructor(needles: readonly Needle[]) {
    const texts = needles.filter((needle) => typeof needle === 'string');
    const pairs = needles.filter((needle) => typeof needle !== 'string');
    // Whoever finds `PostgresChange` need not look for `onPostgresChanges`.
    const isNeeded = (text: string): boolean =>
      text !== '' && !texts.some((other) => other !== '' && other !== text && text.includes(other));
    const alone = [...new Set(texts.filter(isNeeded))];
    const pieces = new Set(alone.map(toPiece));
    this.#texts = [...alone, ...pairs.flatMap(({ any }) => any)];
    this.#gates = [
      ...[...pieces].map((piece) => ({
        piece: Buffer.from(piece),
        needles: alone.filter((text) => toPiece(text) === piece).map((text) => Buffer.from(text)),
      })),
      ...pairs.map(({ beside, any }) => ({
        piece: Buffer.from(beside),
        needles: any.map((text) => Buffer.from(text)),
      })),
    ];
  }

  /** Whether one of them stands in a file with these bytes. */
  isIn(bytes: Buffer): boolean {
    if (wideEncodingOf(bytes) !== null) return this.indexIn(decodeSource(bytes)) >= 0;
    for (const { piece, needles } of this.#gates) {
      if (bytes.includes(piece) && needles.some((needle) => bytes.includes(needle))) return true;
    }
    return false;
  }

  /** Where the first of them stands in a text; -1 when none does. */
  indexIn(text: string): number {
    const found = this.#texts.map((needle) => text.indexOf(needle)).filter((index) => index >= 0);
    return found.length === 0 ? -1 : Math.min(...found);
  }
}

/** Up to this length Node jumps from one first character to the next; longer texts take it two to four times as long. */
const LONGEST_PIECE = 6;
const SHORTEST_PIECE = 4;

/** What source is made of, the rarest first: capitals stand before all of these. */
const BY_FREQUENCY = '_zqjxkwvbgyhfpmudclsnraoiet';

/** The piece of a needle whose first character is the rarest: `Supaba` of `syncedSupabase`. */
function toPiece(text: string): string {
  const last = Math.max(0, text.length - SHORTEST_PIECE);
  let best = 0;
  for (let at = 1; at <= last; at += 1) if (commonnessOf(text[at]) < commonnessOf(text[best])) best = at;
  // Half a character beyond the basic plane would be no text.
  const isAscii = Buffer.byteLength(text) === text.length;
  return isAscii ? text.slice(best, best + LONGEST_PIECE) : text;
}

function commonnessOf(character = ''): number {
  if (/[A-Z]/.test(character)) return -1;
  const rank = BY_FREQUENCY.indexOf(character);
  return rank < 0 ? BY_FREQUENCY.length : rank;
}
