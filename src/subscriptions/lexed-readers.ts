import { messageOf } from '../model/thrown.js';
import { SourceReader } from './mentioning.js';
import type { ProjectFolders } from './project-folders.js';
import { couldNotRead, type ReadFile } from './read-file.js';
import { openReader } from './readers.js';
import type { SourceFile } from './source-file.js';
import { SCRIPTS } from './source-needles.js';
import { extensionOf, type SourcePath } from './source-path.js';

/** Reads files in the languages that have no parser here; what one file of a project needs of the others is read once. */
export class LexedReaders {
  readonly #reader: SourceReader;
  readonly #folders: ProjectFolders;

  /** @param paths the files that may be asked for, those of other languages among them */
  constructor(paths: readonly SourcePath[], folders: ProjectFolders) {
    this.#reader = new SourceReader(paths.filter(({ extension }) => !SCRIPTS.has(extension)));
    this.#folders = folders;
  }

  /** Files of one language and one project. Never throws: a file that a reader fails on is one that could not be read. */
  readGroup(group: readonly SourceFile[]): readonly ReadFile[] {
    const [first] = group;
    if (first === undefined) return [];
    const extension = extensionOf(first.file);
    const folder = this.#folders.of(first.path, extension);
    const extensions = new Set([extension]);
    const read = openReader(extension, (word) => this.#reader.mentioning([word], folder, extensions));
    return group.map((source) => {
      try {
        if (read === null) throw new Error(`there is no reader for ${extension}`);
        return { subscriptions: read(source), bindings: [], hazards: [], topics: [], uses: [], problem: null };
      } catch (error) {
        return couldNotRead(messageOf(error));
      }
    });
  }
}
