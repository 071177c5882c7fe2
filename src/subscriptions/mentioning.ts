import { resolve, sep } from 'node:path';
import { decodeSource, wideEncodingOf } from './decode-source.js';
import { FileBytes } from './read-bytes.js';
import type { SourceFile } from './source-file.js';
import type { SourcePath } from './source-path.js';
import { Word } from './word.js';

/** What is kept of the files at most, in bytes: all of a common application, a part of a very large one. */
const MOST_KEPT = 14_000_000;
/** And of their texts, those that were an answer. */
const MOST_TEXTS = 8_000_000;

/**
 * Answers which source files mention a word, one question after the other: who calls this wrapper, and who calls that.
 * What was read once is kept up to a limit, and read again beyond it.
 */
export class SourceReader {
  readonly #paths: readonly SourcePath[];
  readonly #bytes = new FileBytes();
  /** By path: the bytes as UTF-8, null when there are none to search. */
  readonly #kept = new Map<string, Buffer | null>();
  readonly #answered = new Map<string, SourceFile>();
  /** The folder that was last asked about, and its files by what extensions were wanted: one project is read after the other. */
  #folder = '';
  #inFolder = new Map<ReadonlySet<string>, readonly SourcePath[]>();
  /** What is kept, one file behind the other: the next project's takes its place, and nothing is left for a collector. */
  readonly #store: Buffer;
  #stored = 0;
  /** The bytes of the files whose texts are kept. */
  #texts = 0;

  /**
   * @param paths as `findSources` gives them
   * @param mostKept bytes
   */
  constructor(paths: readonly SourcePath[], mostKept = MOST_KEPT) {
    this.#paths = paths.toSorted((one, other) => (one.path < other.path ? -1 : 1));
    // No memory is taken before it is written to.
    this.#store = Buffer.allocUnsafeSlow(mostKept);
  }

  /**
   * The files below a folder that hold one of the words as a whole word, in the order of their paths. A file that cannot
   * be read, or is too large, is none of them: `findSources` has told so.
   * @param under an absolute folder
   * @param extensions with the dot, for example `.ts`
   */
  mentioning(words: readonly string[], under: string, extensions: ReadonlySet<string>): readonly SourceFile[] {
    const wanted = words.map((word) => new Word(word));
    const found: SourceFile[] = [];
    for (const source of this.#filesIn(under, extensions)) {
      const bytes = this.#read(source.path);
      if (bytes !== null && wanted.some((word) => word.isIn(bytes))) found.push(this.#answer(source, bytes));
    }
    return found;
  }

  #filesIn(under: string, extensions: ReadonlySet<string>): readonly SourcePath[] {
    const folder = resolve(under);
    if (folder !== this.#folder) {
      this.#folder = folder;
      this.#inFolder = new Map();
      this.#kept.clear();
      this.#answered.clear();
      this.#stored = 0;
      this.#texts = 0;
    }
    const prefix = folder.endsWith(sep) ? folder : folder + sep;
    const known = this.#inFolder.get(extensions);
    if (known !== undefined) return known;
    const files: SourcePath[] = [];
    for (let index = this.#firstFrom(prefix); index < this.#paths.length; index += 1) {
      const source = this.#paths[index];
      if (source === undefined || !source.path.startsWith(prefix)) break;
      if (extensions.has(source.extension)) files.push(source);
    }
    this.#inFolder.set(extensions, files);
    return files;
  }

  /** The place of the first path that is not before this one. */
  #firstFrom(prefix: string): number {
    let low = 0;
    let high = this.#paths.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#paths[middle]?.path ?? '') < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The files below a folder with one of some extensions. */
  within(under: string, extensions: ReadonlySet<string>): readonly SourcePath[] {
    return this.#filesIn(under, extensions);
  }

  /** One of the files with its text; null when it cannot be read. */
  open(source: SourcePath): SourceFile | null {
    const bytes = this.#read(source.path);
    return bytes === null ? null : this.#answer(source, bytes);
  }

  #read(path: string): Buffer | null {
    const kept = this.#kept.get(path);
    if (kept !== undefined) return kept;
    const bytes = this.#readNow(path);
    if (bytes === null) this.#kept.set(path, null);
    else if (bytes.length <= this.#store.length - this.#stored) this.#kept.set(path, this.#keep(bytes));
    return bytes;
  }

  #keep(bytes: Buffer): Buffer {
    const from = this.#stored;
    this.#stored += bytes.copy(this.#store, from);
    return this.#store.subarray(from, this.#stored);
  }

  #readNow(path: string): Buffer | null {
    try {
      const bytes = this.#bytes.read(path);
      if (typeof bytes === 'number') return null;
      return wideEncodingOf(bytes) === null ? bytes : Buffer.from(decodeSource(bytes));
    } catch {
      return null;
    }
  }

  /** The same object for the same file, as long as there is room for it. */
  #answer({ path, file }: SourcePath, bytes: Buffer): SourceFile {
    const answered = this.#answered.get(path);
    if (answered !== undefined) return answered;
    const answer = { path, file, text: decodeSource(bytes) };
    if (this.#texts + bytes.length <= MOST_TEXTS) {
      this.#texts += bytes.length;
      this.#answered.set(path, answer);
    }
    return answer;
  }
}
