/** Lines and columns of ascending offsets, reading the text once. Line breaks are \n, \r\n and a lone \r. */
export class LineCounter {
  readonly #text: string;
  #at = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** @param offset not before the offset asked for last */
  at(offset: number): { readonly line: number; readonly column: number } {
    for (; this.#at < offset; this.#at += 1) {
      const character = this.#text[this.#at];
      if (character !== '\n' && !(character === '\r' && this.#text[this.#at + 1] !== '\n')) continue;
      this.#line += 1;
      this.#lineStart = this.#at + 1;
    }
    return { line: this.#line, column: offset - this.#lineStart + 1 };
  }
}
