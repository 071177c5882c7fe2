/** Lines and columns of ascending offsets, reading the text once. Line breaks are \n, \r\n and a lone \r. */
export class LineCounter {
  readonly #text: string;
  readonly #breaks = /\r\n?|\n/g;
  #line = 1;
  #lineStart = 0;
  /** Where the line after this one starts; past the text when there is none. */
  #nextStart: number;

  constructor(text: string) {
    this.#text = text;
    this.#nextStart = this.#findNextStart();
  }

  /** Both from 1. @param offset not before the offset asked for last */
  at(offset: number): { readonly line: number; readonly column: number } {
    while (this.#nextStart <= offset) {
      this.#line += 1;
      this.#lineStart = this.#nextStart;
      this.#nextStart = this.#findNextStart();
    }
    return { line: this.#line, column: offset - this.#lineStart + 1 };
  }

  #findNextStart(): number {
    return this.#breaks.test(this.#text) ? this.#breaks.lastIndex : Number.POSITIVE_INFINITY;
  }
}
