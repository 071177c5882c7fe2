import { type Needle, Needles } from './needles.js';
import { FileBytes } from './read-bytes.js';
import { extensionOf } from './source-path.js';

/** Tells of one file after the other whether it must be opened. */
export class SourceSearch {
  readonly #needles: ReadonlyMap<string, Needles>;
  readonly #bytes = new FileBytes();

  /** @param needlesOf by extension with its dot, the texts of which one stands in every file that holds a subscription */
  constructor(needlesOf: ReadonlyMap<string, readonly Needle[]>) {
    this.#needles = new Map([...needlesOf].map(([extension, texts]) => [extension, new Needles(texts)]));
  }

  /** Whether a needle stands in a file, or it cannot be read: whoever opens it says why. */
  holds(path: string): boolean {
    const needles = this.#needles.get(extensionOf(path));
    if (needles === undefined) return false;
    try {
      const bytes = this.#bytes.read(path);
      return typeof bytes === 'number' || needles.isIn(bytes);
    } catch {
      return true;
    }
  }
}
