import { posix } from 'node:path';
import type { SourceFile } from '../source-file.js';
import { Module } from './module.js';
import type { ModuleResolver } from './resolve-module.js';

/** Reads the files of the project that the scanner asks for by path, and finds those in which a word stands. */
export interface Files {
  read(path: string): SourceFile | null;
  /** The files in which a word stands that may see what a file gives away. */
  mentioning(word: string, from: SourceFile): readonly SourceFile[];
}

/** The modules of an application: each is parsed once, when it is first asked for. */
export class Project {
  readonly #files: Files;
  readonly #resolver: ModuleResolver;
  readonly #modules = new Map<string, Module>();

  constructor(files: Files, resolver: ModuleResolver) {
    this.#files = files;
    this.#resolver = resolver;
  }

  open(source: SourceFile): Module {
    const known = this.#modules.get(source.path) ?? new Module(source);
    this.#modules.set(source.path, known);
    return known;
  }

  /** The module that an import means; null when it is a package, or not there. */
  imported(specifier: string, by: Module): Module | null {
    const path = this.#resolver.resolve(specifier, by.source.path);
    const known = path === null ? undefined : this.#modules.get(path);
    if (path === null || known !== undefined) return known ?? null;
    const source = this.#files.read(path);
    return source === null ? null : this.open(source);
  }

  /** The modules that mention a word and may see what a module gives away, that module too. */
  mentioning(word: string, from: Module): readonly Module[] {
    return this.#files.mentioning(word, from.source).map((source) => this.open(source));
  }

  /** What a framework calls the default export of a module: its file's name, or its folder's. */
  static nameOf({ source }: Module): string {
    const name = posix.basename(source.path).replace(/\..*$/, '');
    return name === 'index' ? posix.basename(posix.dirname(source.path)) : name;
  }
}
