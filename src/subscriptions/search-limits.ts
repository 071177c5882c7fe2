import { digits } from '../model/plural.js';
import { codeOf, messageOf } from '../model/thrown.js';

/** How many of a kind are told one by one. */
const TOLD = 5;

const WORDS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'it may not be read'],
  ['EPERM', 'it may not be read'],
  ['ENOENT', 'it is no longer there'],
  ['ENAMETOOLONG', 'its path is too long'],
  ['ELOOP', 'its links go round in a circle'],
]);

/** Collects what a search for source files left out, and says it in words. */
export class SearchLimits {
  readonly #kinds = new Map<string, string[]>();

  /** A file or a folder that could not be read. */
  unreadable(kind: 'file' | 'folder', file: string, error: unknown): void {
    // Such a name is read with a replacement character in it, and then leads nowhere.
    const reason = file.includes('\ufffd') ? 'its name is not UTF-8' : (WORDS.get(codeOf(error)) ?? messageOf(error));
    this.#add(`${kind}s could not be read`, `${file === '' ? '.' : file} could not be read: ${reason}`);
  }

  huge(file: string, bytes: number, most: number): void {
    const size = `${digits(Math.ceil(bytes / 1e6))} MB`;
    this.#add(
      `files over ${most / 1e6} MB were not read`,
      `${file} has ${size}: files over ${most / 1e6} MB are not read`,
    );
  }

  /** A file that was read and put aside, for example `src/api.ts is generated`. */
  notWritten(file: string, what: 'generated' | 'minified'): void {
    this.#add(`${what} files were not looked at`, `${file} is ${what} and was not looked at`);
  }

  /** An item of `sources` that gave nothing. */
  nothingFor(said: string, reason: string): void {
    this.#add('items of sources gave no file', `sources: "${said}" ${reason}`);
  }

  /** The sentences, those of a kind together, each kind sorted. */
  toSentences(): readonly string[] {
    return [...this.#kinds].flatMap(([kind, sentences]) => {
      const told = sentences.toSorted().slice(0, TOLD);
      const more = sentences.length - told.length;
      return more > 0 ? [...told, toRest(more, kind)] : told;
    });
  }

  #add(kind: string, sentence: string): void {
    const sentences = this.#kinds.get(kind);
    if (sentences === undefined) this.#kinds.set(kind, [sentence]);
    else sentences.push(sentence);
  }
}

/** `3 more files could not be read`. */
function toRest(more: number, kind: string): string {
  const counted = `${digits(more)} more ${kind}`;
  return more > 1 ? counted : counted.replace(/\b(file|folder|item)s\b/, '$1').replace(/ were /, ' was ');
}
