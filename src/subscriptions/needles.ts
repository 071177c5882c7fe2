import { groupBy } from '../model/group-by.js';
import { decodeSource, wideEncodingOf } from './decode-source.js';
import { rarePieceOf } from './rare-piece.js';

/** A text to be looked for, or several of which one counts only beside another: each search of all bytes costs. */
export type Needle = string | { readonly beside: string; readonly any: readonly Needle[] };

/** A short piece, looked for first, and what is looked for where it stands. */
interface Gate {
  readonly piece: Buffer;
  readonly needles: readonly Buffer[];
  readonly gates: readonly Gate[];
}

/** Texts that are looked for in bytes, of which one is enough. */
export class Needles {
  readonly #texts: readonly string[];
  readonly #gates: readonly Gate[];

  constructor(needles: readonly Needle[]) {
    this.#texts = textsOf(needles);
    this.#gates = toGates(needles);
  }

  /** Whether one of them stands in a file with these bytes. */
  isIn(bytes: Buffer): boolean {
    if (wideEncodingOf(bytes) !== null) return this.indexIn(decodeSource(bytes)) >= 0;
    return this.#gates.some((gate) => isOpen(gate, bytes));
  }

  /** Where the first of them stands in a text; -1 when none does. */
  indexIn(text: string): number {
    const found = this.#texts.map((needle) => text.indexOf(needle)).filter((index) => index >= 0);
    return found.length === 0 ? -1 : Math.min(...found);
  }
}

function isOpen({ piece, needles, gates }: Gate, bytes: Buffer): boolean {
  if (!bytes.includes(piece)) return false;
  return needles.some((needle) => bytes.includes(needle)) || gates.some((gate) => isOpen(gate, bytes));
}

function textsOf(needles: readonly Needle[]): readonly string[] {
  return needles.flatMap((needle) => (typeof needle === 'string' ? needle : textsOf(needle.any)));
}

function toGates(needles: readonly Needle[]): readonly Gate[] {
  const texts = needles.filter((needle) => typeof needle === 'string');
  const pairs = needles.filter((needle) => typeof needle !== 'string');
  // Whoever finds `PostgresChange` need not look for `PostgresChanges`.
  const isNeeded = (text: string): boolean =>
    text !== '' && !texts.some((other) => other !== '' && other !== text && text.includes(other));
  const byPiece = groupBy([...new Set(texts.filter(isNeeded))], (text) => rarePieceOf(text).piece);
  return [
    ...[...byPiece].map(([piece, whole]) => ({
      piece: Buffer.from(piece),
      needles: whole.map((text) => Buffer.from(text)),
      gates: [],
    })),
    ...pairs.map(({ beside, any }) => {
      const whole = { piece: Buffer.from(beside), needles: [], gates: toGates(any) };
      return { piece: Buffer.from(rarePieceOf(beside).piece), needles: [], gates: [whole] };
    }),
  ];
}
