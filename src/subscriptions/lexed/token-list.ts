/** What a token is. A number is a word, an operator as many tokens as it has characters. */
export const WORD = 1;
export const STRING = 2;
export const SIGN = 3;
/** Added to the kind of the first token of a line. */
export const FIRST = 8;

/** Code in a string, in offsets of the file. */
export interface Hole {
  /** Where its marks begin and where the text goes on. */
  readonly from: number;
  readonly to: number;
  readonly code: string;
}

/** The tokens of a file in a few arrays: a file of a megabyte has hundreds of thousands. */
export class TokenList {
  count = 0;
  kinds = new Uint8Array(1024);
  starts = new Int32Array(1024);
  ends = new Int32Array(1024);
  /** Of the strings that have some, by their token. */
  readonly holes = new Map<number, Hole[]>();

  add(kind: number, start: number, end: number): void {
    if (this.count === this.kinds.length) this.#grow();
    this.kinds[this.count] = kind;
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count += 1;
  }

  #grow(): void {
    const { kinds, starts, ends } = this;
    this.kinds = new Uint8Array(2 * this.count);
    this.starts = new Int32Array(2 * this.count);
    this.ends = new Int32Array(2 * this.count);
    this.kinds.set(kinds);
    this.starts.set(starts);
    this.ends.set(ends);
  }
}
