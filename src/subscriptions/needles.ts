import { decodeSource, wideEncodingOf } from './decode-source.js';

/** Texts that are looked for in bytes, of which one is enough. */
export class Needles {
  readonly #texts: readonly string[];
  readonly #bytes: readonly Buffer[];

  constructor(texts: readonly string[]) {
    // Whoever finds `PostgresChange` need not look for `onPostgresChanges`.
    const isNeeded = (text: string): boolean =>
      text !== '' && !texts.some((other) => other !== '' && other !== text && text.includes(other));
    this.#texts = [...new Set(texts.filter(isNeeded))];
    this.#bytes = this.#texts.map((text) => Buffer.from(text));
  }

  /** Whether one of them stands in a file with these bytes. */
  isIn(bytes: Buffer): boolean {
    if (wideEncodingOf(bytes) !== null) {
      const text = decodeSource(bytes);
      return this.#texts.some((needle) => text.includes(needle));
    }
    for (const needle of this.#bytes) if (bytes.includes(needle)) return true;
    return false;
  }

  /** Where the first of them stands in a text; -1 when none does. */
  indexIn(text: string): number {
    const found = this.#texts.map((needle) => text.indexOf(needle)).filter((index) => index >= 0);
    return found.length === 0 ? -1 : Math.min(...found);
  }
}
