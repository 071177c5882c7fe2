import { type Needle, Needles } from './needles.js';
import { FileBytes } from './read-bytes.js';
import { extensionOf } from './source-path.js';

/** Tells of one file after the other whether it must be opened. */
export class SourceSearch {
  readonly #texts: ReadonlyMap<string, readonly Needle[]>;
  /** Made for the first file of an extension: few projects are written in all of them. */
  readonly #needles = new Map<string, Needles>();
  readonly #bytes = new FileBytes();

  /** @param needlesOf by extension with its dot, the texts of which one stands in every file that holds a subscription */
  constructor(needlesOf: ReadonlyMap<string, readonly Needle[]>) {
    this.#texts = needlesOf;
  }

  /** Whether a needle stands in a file, or it cannot be read: whoever opens it says why. */
  holds(path: string): boolean {
    const needles = this.#needlesFor(extensionOf(path));
    if (needles === null) return false;
    try {
      const bytes = this.#bytes.read(path);
      return typeof bytes === 'number' || needles.isIn(bytes);
    } catch {
      return true;
    }
  }

  #needlesFor(extension: string): Needles | null {
    const made = this.#needles.get(extension);
    if (made !== undefined) return made;
    const texts = this.#texts.get(extension);
    if (texts === undefined) return null;
    const needles = new Needles(texts);
    this.#needles.set(extension, needles);
    return needles;
  }
}
