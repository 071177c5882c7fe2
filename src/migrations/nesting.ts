const ROUTINE = /^create (or replace )?(function|procedure) /;
/** Of the words in a head that are asked for: `procedure`. */
const LONGEST = 9;

/** Follows the tokens of one statement: is a semicolon here inside something, and will rows of data follow? */
export class Nesting {
  readonly #sql: string;
  /** The first words, for what kind of statement it is. */
  #head = '';
  #tokens = 0;
  #parentheses = 0;
  #bodies = 0;
  #previous = { start: 0, end: 0 };
  /** Where the ATOMIC ends that opened the innermost body. */
  #opened = -1;
  #readsStdin = false;

  constructor(sql: string) {
    this.#sql = sql;
  }

  /** Inside parentheses, as in CREATE RULE, or in the body of a function in SQL's own syntax. */
  get isOpen(): boolean {
    return this.#parentheses > 0 || this.#bodies > 0;
  }

  /** COPY ... FROM stdin. */
  get readsStdin(): boolean {
    return this.#readsStdin && this.#head.startsWith('copy ');
  }

  take(start: number, end: number): void {
    const length = end - start;
    if (length === 1) this.#takeCharacter(this.#sql[start]);
    else if (this.#tokens < 4) this.#head += `${this.#word(start, Math.min(end, start + LONGEST + 1))} `;
    // The words that are looked for have these lengths: most tokens need no slice.
    if (length === 3 || length === 5 || length === 6) this.#takeWord(start, end);
    this.#tokens += 1;
    this.#previous = { start, end };
  }

  #takeCharacter(character: string | undefined): void {
    if (character === '(') this.#parentheses += 1;
    else if (character === ')' && this.#parentheses > 0) this.#parentheses -= 1;
  }

  /**
   * BEGIN and ATOMIC open a body. Each of its statements has a semicolon, so the END that closes it follows one, or
   * that ATOMIC; the END of a CASE, or a column of that name, never does.
   */
  #takeWord(start: number, end: number): void {
    const word = this.#word(start, end);
    if (word === 'atomic' && this.#previousWord() === 'begin' && ROUTINE.test(this.#head)) {
      this.#bodies += 1;
      this.#opened = end;
    } else if (word === 'end' && this.#bodies > 0 && this.#isAfterStatement()) {
      this.#bodies -= 1;
    } else if (word === 'stdin' && this.#parentheses === 0) {
      this.#readsStdin ||= this.#previousWord() === 'from';
    }
  }

  #isAfterStatement(): boolean {
    return this.#previous.end === this.#opened || this.#previousWord() === ';';
  }

  #previousWord(): string {
    return this.#word(this.#previous.start, this.#previous.end);
  }

  #word(start: number, end: number): string {
    return this.#sql.slice(start, end).toLowerCase();
  }
}
