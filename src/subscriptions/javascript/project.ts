import { posix } from 'node:path';
import type { SourceFile } from '../source-file.js';
import { Module } from './module.js';
import type { ModuleResolver } from './resolve-module.js';

/** Reads the files of the project that the scanner asks for by path, and finds those in which a word stands. */
export interface Files {
  read(path: string): SourceFile | null;
  /** The files of the project in which a word stands. */
  mentioning(word: string): readonly SourceFile[];
}

/** What is known of the calls that are looked for. */
export interface Called {
  /** Whether it is given away as a file, which can be imported by any name. */
  readonly isDefault: boolean;
  /** What their first argument has to be; null when it may be anything. A word. */
  readonly first: string | null;
}

/** A second's work, and a thousand times what a large file takes. */
export const MOST_STEPS = 2_000_000;

/** So many characters are searched in the time of a step: a large file of nothing but wrappers asks for itself often. */
const SEARCHED_IN_A_STEP = 1_000;

/** The modules of an application: each is parsed once, when it is first asked for. */
export class Project {
  readonly #files: Files;
  readonly #resolver: ModuleResolver;
  readonly #longest: number | null;
  readonly #modules = new Map<string, Module>();
  readonly #answered = new Map<string, readonly Module[]>();
  /** What is left of the work that one file may cause; set anew for each. */
  stepsLeft = MOST_STEPS;
  #parsed = 0;

  /** @param longest what parsing one file may take, milliseconds; null when whoever asks watches the time */
  constructor(files: Files, resolver: ModuleResolver, longest: number | null) {
    this.#files = files;
    this.#resolver = resolver;
    this.#longest = longest;
  }

  open(source: SourceFile): Module {
    const known = this.#modules.get(source.path);
    if (known !== undefined) return known;
    const module = new Module(source, this.#longest);
    this.#modules.set(source.path, module);
    this.#parsed += source.text.length;
    return module;
  }

  /** The module that an import means; null when it is a package, or not there. */
  imported(specifier: string, by: Module): Module | null {
    const path = this.#resolver.resolve(specifier, by.source.path);
    const known = path === null ? undefined : this.#modules.get(path);
    if (path === null || known !== undefined) return known ?? null;
    const source = this.#files.read(path);
    return source === null ? null : this.open(source);
  }

  /** How many characters have been parsed so far. */
  get parsed(): number {
    return this.#parsed;
  }

  /**
   * The modules that may call something of this name, or import it under another: only they are parsed. None has a call in
   * a text in quotes, `watch(\"orders\")`, as texts of code and of translations do.
   */
  calling(name: string, { isDefault, first }: Called): readonly Module[] {
    // A text that is the whole first argument, and another than the one that is wanted.
    const other = first === null ? '' : `|(['"])(?!${first}\\1)[\\w:.*-]*\\1\\s*[,)]`;
    const call = `\\s*(?:\\?\\.\\s*)?(?:<|\\((?!\\s*(?:\\\\${other})))`;
    const file = isDefault ? [`(?:\\.\\w+)?['"]`] : [];
    const own = '\\.(?:call|apply|bind)\\(';
    return this.#where(name, (word) => {
      const handed = first === null ? [own, `(?<=\\(\\s*(?:[\\w$]+\\.)*${word})\\s*[,)]`] : [];
      const after = [
        ...handed,
        call,
        `['"]\\]${call}`,
        '\\s*:\\s*[\\w$]+\\s*[,}]',
        '\\s+as\\b',
        `(?<=(?:<\\s*|\\buse:)${word})\\b`,
        ...file,
      ];
      return `${word}(?<![\\w$]${word})(?:${after.join('|')})`;
    });
  }

  /** Whether another file has the path of one: none is imported without. */
  isAskedForElsewhere(module: Module): boolean {
    const name = Project.nameOf(module);
    const path = new RegExp(`['"\`/]${name.replace(/[^\w]/g, '\\$&')}(?:\\.\\w+)?['"\`]`);
    return this.#files.mentioning(name).some((source) => source.path !== module.source.path && path.test(source.text));
  }

  /** Whether another file says a name, in whatever way. */
  isSaidElsewhere(name: string, module: Module): boolean {
    return this.#files.mentioning(name).some(({ path }) => path !== module.source.path);
  }

  /** The modules that may give away something of this name. */
  exporting(name: string): readonly Module[] {
    return this.#where(name, (word) => `\\bexport\\b(?:(?!\\bexport\\b)[^;=(])*\\b${word}\\b`);
  }

  /** The modules that may have a class of which one of this name is the parent. */
  extending(name: string): readonly Module[] {
    return this.#where(name, (word) => `${word}\\b(?<=\\bextends\\s+(?:[\\w$]+\\.)*${word})`);
  }

  /** A pattern that begins with the word, and looks back from it, is tried only where the word stands. */
  #where(name: string, toPattern: (word: string) => string): readonly Module[] {
    const pattern = toPattern(name.replace(/[^\w]/g, '\\$&'));
    const known = this.#answered.get(pattern);
    if (known !== undefined) return known;
    const test = new RegExp(pattern);
    const found = this.#files.mentioning(name).flatMap((source) => {
      this.stepsLeft -= source.text.length / SEARCHED_IN_A_STEP;
      return test.test(source.text) ? this.open(source) : [];
    });
    this.#answered.set(pattern, found);
    return found;
  }

  /** What a framework calls the default export of a module: its file's name, or its folder's. */
  static nameOf({ source }: Module): string {
    const name = posix.basename(source.path).replace(/\..*$/, '');
    return name === 'index' ? posix.basename(posix.dirname(source.path)) : name;
  }
}
