import { type Dirent, readdirSync } from 'node:fs';
import { basename, dirname, sep } from 'node:path';
import { findLinkTarget } from './find-link-target.js';
import { enterFound, enterNamed, type Folder, ignoreFilesIn, stepInto } from './folder.js';
import { type IgnoreFiles, ignoreFilesBelow, isFileIgnored } from './git-ignore.js';
import { isFileLeftOut } from './left-out.js';
import { below, toFile } from './repository-paths.js';
import type { SearchLimits } from './search-limits.js';
import type { Selection, SourceGlobs } from './source-globs.js';
import { extensionOf, type SourcePath } from './source-path.js';

/** What a walk looks for. */
export interface WalkOptions {
  /** Absolute. */
  readonly repository: string;
  readonly globs: SourceGlobs;
  readonly extensions: ReadonlySet<string>;
  readonly limits: SearchLimits;
  /** Hears of each file as it is met; of one that two selections mean, twice. */
  readonly onFile: (path: string) => void;
}

type Includes = Selection['includes'];

/**
 * Collects the source files of the folders that the `sources` option means, each once: those that git does not ignore and
 * that no program wrote. Links are followed after everything else, to where nothing has been yet.
 */
export class SourceWalk {
  readonly #options: WalkOptions;
  readonly #files = new Map<string, SourcePath>();
  /** The paths of the folders that the walk of one selection has been to. */
  readonly #seen = new Set<string>();
  readonly #links: string[] = [];
  /** How many files the present selection has met. */
  #taken = 0;

  constructor(options: WalkOptions) {
    this.#options = options;
  }

  /** The files, sorted. */
  get files(): readonly SourcePath[] {
    return [...this.#files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  }

  /** Adds what one item of `sources` means. */
  add({ said, kind, start, includes }: Selection): void {
    this.#taken = 0;
    if (kind === 'file') this.#takeNamed(start);
    if (kind === 'folder')
      this.#walkWithLinks(enterNamed(this.#options.repository, start, this.#options.extensions), includes);
    if (kind === 'none') this.#options.limits.nothingFor(said, 'leads nowhere');
    else if (this.#taken === 0 && said !== '.') this.#options.limits.nothingFor(said, 'holds no source file');
  }

  #walkWithLinks(start: Folder, includes: Includes): void {
    this.#seen.clear();
    this.#walk(start, includes);
    for (let link = this.#links.pop(); link !== undefined; link = this.#links.pop()) this.#follow(link);
  }

  #walk(start: Folder, includes: Includes): void {
    const folders: Folder[] = [start];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      if (this.#seen.has(folder.path)) continue;
      this.#seen.add(folder.path);
      for (const inside of this.#read(folder, includes)) folders.push(inside);
    }
  }

  /** Takes a folder's files and gives the folders in it. */
  #read(folder: Folder, includes: Includes): readonly Folder[] {
    const entries = this.#entriesOf(folder);
    const hasOwn = entries.some((entry) => entry.name === '.gitignore');
    const ignoreFiles = hasOwn ? ignoreFilesIn(folder, this.#options.extensions) : folder.above;
    const folders: Folder[] = [];
    for (const entry of entries) {
      // A pipe or a device is nothing of these.
      if (entry.isFile()) this.#takeEntry(folder, entry.name, ignoreFiles, includes);
      else if (entry.isDirectory()) {
        const inside = stepInto(folder, entry.name, ignoreFiles, () => entries.map(({ name }) => name));
        if (inside !== null && !this.#options.globs.excludes(inside.path + sep)) folders.push(inside);
      } else if (entry.isSymbolicLink()) this.#keepLink(folder, entry.name, ignoreFiles, includes);
    }
    return folders;
  }

  #takeEntry(folder: Folder, name: string, ignoreFiles: IgnoreFiles, includes: Includes): void {
    const extension = extensionOf(name);
    if (!this.#options.extensions.has(extension) || isFileLeftOut(name)) return;
    const file = below(folder.file, name, '/');
    if (isFileIgnored(ignoreFiles, file)) return;
    const path = below(folder.path, name, sep);
    if (!includes(path) || this.#options.globs.excludes(path)) return;
    this.#take({ path, file, extension });
  }

  #keepLink(folder: Folder, name: string, ignoreFiles: IgnoreFiles, includes: Includes): void {
    const path = below(folder.path, name, sep);
    const isMeantHere = includes(path) || includes(path + sep);
    // To git a link is a file, whatever it leads to.
    if (!isMeantHere || ignoreFilesBelow(ignoreFiles, below(folder.file, name, '/')) === null) return;
    if (!this.#options.globs.excludes(path) && !this.#options.globs.excludes(path + sep)) this.#links.push(path);
  }

  #follow(link: string): void {
    const { repository, extensions } = this.#options;
    const target = findLinkTarget(repository, link);
    if (target === null) return;
    const folder = enterFound(repository, target.isFolder ? target.path : dirname(target.path), extensions);
    if (folder === null) return;
    if (target.isFolder) this.#walk(folder, isMeant);
    else this.#takeEntry(folder, basename(target.path), ignoreFilesIn(folder, extensions), isMeant);
  }

  #takeNamed(path: string): void {
    const extension = extensionOf(basename(path));
    const file = toFile(this.#options.repository, path);
    if (this.#options.extensions.has(extension)) this.#take({ path, file, extension });
  }

  #take(source: SourcePath): void {
    this.#taken += 1;
    this.#files.set(source.file, source);
    this.#options.onFile(source.path);
  }

  #entriesOf(folder: Folder): readonly Dirent[] {
    try {
      return readdirSync(folder.path, { withFileTypes: true });
    } catch (error) {
      this.#options.limits.unreadable('folder', folder.file, error);
      return [];
    }
  }
}

function isMeant(): boolean {
  return true;
}
