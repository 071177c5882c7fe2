import { rarePieceOf } from './rare-piece.js';

/** Looks for a word in bytes: `use` is not in `useRealtime`, but `.use` is in `api.use()`. */
export class Word {
  readonly #bytes: Buffer;
  readonly #piece: Buffer;
  /** Where the piece stands in the word. */
  readonly #at: number;
  readonly #beginsInWord: boolean;
  readonly #endsInWord: boolean;

  constructor(text: string) {
    const { piece, at } = rarePieceOf(text);
    this.#bytes = Buffer.from(text);
    this.#piece = Buffer.from(piece);
    this.#at = at;
    this.#beginsInWord = isPartOfWord(this.#bytes[0]);
    this.#endsInWord = isPartOfWord(this.#bytes.at(-1));
  }

  /** Whether it stands there as a word; an empty one never does. */
  isIn(bytes: Buffer): boolean {
    if (this.#bytes.length === 0) return false;
    for (let at = bytes.indexOf(this.#piece); at >= 0; at = bytes.indexOf(this.#piece, at + 1)) {
      if (this.#isAt(bytes, at - this.#at)) return true;
    }
    return false;
  }

  #isAt(bytes: Buffer, from: number): boolean {
    const { length } = this.#bytes;
    for (let index = 0; index < length; index += 1) if (bytes[from + index] !== this.#bytes[index]) return false;
    return (
      !(this.#beginsInWord && isPartOfWord(bytes[from - 1])) &&
      !(this.#endsInWord && isPartOfWord(bytes[from + length]))
    );
  }
}

/** ASCII letters, digits, `_` and `$`. What is beyond ASCII may be a byte order mark or a quote: found too often is harmless. */
function isPartOfWord(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const isLetter = (byte | 32) >= 97 && (byte | 32) <= 122;
  return isLetter || (byte >= 48 && byte <= 57) || byte === 95 || byte === 36;
}
