/** One byte a piece of work, which two threads see: whoever takes a piece first does it. */
export class Claims {
  readonly #taken: Uint8Array;

  constructor(shared: SharedArrayBuffer) {
    this.#taken = new Uint8Array(shared);
  }

  /** Whether nobody had taken it before; from now on somebody has. */
  take(piece: number): boolean {
    return Atomics.compareExchange(this.#taken, piece, 0, 1) === 0;
  }
}
