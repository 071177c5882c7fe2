import type { SourceFile } from '../source-file.js';
import { isDeclared } from './call-sites.js';
import { openBehind } from './chain.js';
import type { FunctionDeclaration } from './declarations.js';
import type { Language } from './language.js';
import { LexedFile } from './lexed-file.js';
import { Scopes } from './scopes.js';

/**
 * The files of one language in which a word stands. It may be asked often; a file is read as tokens only when something
 * in it is asked for.
 */
export type Mentioning = (word: string) => readonly SourceFile[];

/** A function to search files that are in memory with. */
export function mentioningIn(files: readonly SourceFile[]): Mentioning {
  const known = new Map<string, readonly SourceFile[]>();
  return (word) => {
    const found = known.get(word) ?? files.filter(({ text }) => text.includes(word));
    known.set(word, found);
    return found;
  };
}

/** A call of a function by its name. */
export interface Call {
  readonly file: LexedFile;
  readonly name: number;
  readonly open: number;
}

/** The files of one language: each is read once, when it is first asked for. */
export class Project {
  readonly language: Language;
  readonly #mentioning: Mentioning;
  readonly #files = new Map<SourceFile, LexedFile>();
  readonly #scopes = new Map<LexedFile, Scopes>();
  readonly #answered = new Map<string, readonly LexedFile[]>();
  readonly #calls = new Map<LexedFile, ReadonlyMap<string, readonly Call[]>>();

  constructor(language: Language, mentioning: Mentioning) {
    this.language = language;
    this.#mentioning = mentioning;
  }

  lex(source: SourceFile): LexedFile {
    const known = this.#files.get(source) ?? new LexedFile(source, this.language);
    this.#files.set(source, known);
    return known;
  }

  scopes(file: LexedFile): Scopes {
    const known = this.#scopes.get(file) ?? new Scopes(file);
    this.#scopes.set(file, known);
    return known;
  }

  /** The files in which a word stands. */
  mentioning(word: string): readonly LexedFile[] {
    return word === '' ? [] : this.#mentioning(word).map((source) => this.lex(source));
  }

  /** The files that seem to declare a type of this name: only they are read as tokens. */
  declaringType(name: string): readonly LexedFile[] {
    return this.#where(name, (word) => `${word}\\b(?<=\\b(?:${TYPE_WORDS})\\b[^\\n{;]${MOST_ON_A_LINE}\\b${word})`);
  }

  /** The files that seem to give a value to this name where a line begins: others belong to a function. */
  giving(name: string): readonly LexedFile[] {
    return this.#where(
      name,
      (word) =>
        `${word}\\b(?<=^(?:[\\w@][^\\n=;({]${MOST_ON_A_LINE})?\\b${word})\\s*(?::[^=\\n]${MOST_ON_A_LINE})?=(?!=)`,
    );
  }

  /** A pattern that begins with the word, and looks back from it, is tried only where the word stands. */
  #where(name: string, toPattern: (word: string) => string): readonly LexedFile[] {
    if (name === '') return [];
    const pattern = toPattern(name.replace(/[^\w]/g, '\\$&'));
    const known = this.#answered.get(pattern);
    if (known !== undefined) return known;
    const test = new RegExp(pattern, 'm');
    const found = this.#mentioning(name).flatMap((source) => (test.test(source.text) ? this.lex(source) : []));
    this.#answered.set(pattern, found);
    return found;
  }

  /** Every call of something with this name, and every declaration of a function with it. */
  named(name: string): { readonly calls: readonly Call[]; readonly declared: readonly FunctionDeclaration[] } {
    const files = this.mentioning(name);
    const declared = files.flatMap((file) => this.scopes(file).functions.filter((one) => one.name === name));
    const heads = new Set(declared.map(({ file, token }) => `${file.source.path}:${token}`));
    const calls = files
      .flatMap((file) => this.#callsIn(file).get(name) ?? [])
      .filter((call) => !heads.has(`${call.file.source.path}:${call.name}`));
    return { calls, declared };
  }

  #callsIn(file: LexedFile): ReadonlyMap<string, readonly Call[]> {
    const known = this.#calls.get(file) ?? findCalls(file);
    this.#calls.set(file, known);
    return known;
  }
}

/** How far is looked on a line for what declares a name: one of nothing but names is gone over once for each of them. */
const MOST_ON_A_LINE = '{0,300}';

const TYPE_WORDS = 'class|enum|struct|object|extension|mixin|interface|actor|record|protocol|namespace|module';

/** The calls in a file by what is called. */
function findCalls(file: LexedFile): ReadonlyMap<string, readonly Call[]> {
  const calls = new Map<string, Call[]>();
  for (let name = 0; name < file.count; name += 1) {
    if (!file.isWord(name) || (!file.is(name + 1, '(') && !file.is(name + 1, '<'))) continue;
    if (isDeclared(file, name)) continue;
    const open = openBehind(file, name);
    if (open === null) continue;
    const known = calls.get(file.word(name));
    if (known === undefined) calls.set(file.word(name), [{ file, name, open }]);
    else known.push({ file, name, open });
  }
  return calls;
}
