/** Looks for a word in bytes: `use` is not in `useRealtime`, but `.use` is in `api.use()`. */
export class Word {
  readonly #bytes: Buffer;
  readonly #beginsInWord: boolean;
  readonly #endsInWord: boolean;

  constructor(text: string) {
    this.#bytes = Buffer.from(text);
    this.#beginsInWord = isPartOfWord(this.#bytes[0]);
    this.#endsInWord = isPartOfWord(this.#bytes.at(-1));
  }

  /** Whether it stands there as a word; an empty one never does. */
  isIn(bytes: Buffer): boolean {
    const { length } = this.#bytes;
    if (length === 0) return false;
    for (let at = bytes.indexOf(this.#bytes); at >= 0; at = bytes.indexOf(this.#bytes, at + 1)) {
      const isApart =
        !(this.#beginsInWord && isPartOfWord(bytes[at - 1])) && !(this.#endsInWord && isPartOfWord(bytes[at + length]));
      if (isApart) return true;
    }
    return false;
  }
}

/** ASCII letters, digits, `_` and `$`. What is beyond ASCII may be a byte order mark or a quote: found too often is harmless. */
function isPartOfWord(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const isLetter = (byte | 32) >= 97 && (byte | 32) <= 122;
  return isLetter || (byte >= 48 && byte <= 57) || byte === 95 || byte === 36;
}
