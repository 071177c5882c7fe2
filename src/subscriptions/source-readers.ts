import { messageOf } from '../model/thrown.js';
import type { FoundSubscription } from './found.js';
import { SCRIPT_NEEDLES } from './javascript/needles.js';
import { type Files, Project } from './javascript/project.js';
import { readCallsOf, readScript } from './javascript/read-javascript.js';
import { ModuleResolver, packagesAround } from './javascript/resolve-module.js';
import { SourceReader } from './mentioning.js';
import { ProjectFolders } from './project-folders.js';
import type { ReadFile } from './read-file.js';
import { openReader } from './readers.js';
import { withSlashes } from './repository-paths.js';
import type { SourceFile } from './source-file.js';
import { extensionOf, type SourcePath } from './source-path.js';

const SCRIPTS: ReadonlySet<string> = new Set(SCRIPT_NEEDLES.keys());

/** Trees of about this many characters are kept at once, fifty megabytes of them; then reading starts anew. */
const MOST_PARSED = 1_500_000;

type LexedReader = NonNullable<ReturnType<typeof openReader>>;

/** Reads files of every language; what one file of a project needs of the others is read once. */
export class SourceReaders {
  readonly #reader: SourceReader;
  readonly #paths: ReadonlyMap<string, SourcePath>;
  readonly #folders: ProjectFolders;
  /** Of the project that is being read; files come sorted, so one is done when the next begins. */
  #scripts: { readonly folder: string; readonly project: Project } | null = null;
  #lexed: { readonly folder: string; readonly extension: string; readonly read: LexedReader } | null = null;

  /** @param repository where every project ends, absolute */
  constructor(paths: readonly SourcePath[], repository: string) {
    this.#reader = new SourceReader(paths);
    this.#paths = new Map(paths.map((source) => [withSlashes(source.path), source]));
    this.#folders = new ProjectFolders(repository);
  }

  /** Never throws: a file that a reader fails on is one that could not be read. */
  read(source: SourceFile): ReadFile {
    try {
      const extension = extensionOf(source.file);
      return SCRIPTS.has(extension) ? readScript(source, this.#projectOf(source)) : this.#readLexed(source, extension);
    } catch (error) {
      return { subscriptions: [], bindings: [], hazards: [], topics: [], uses: [], problem: messageOf(error) };
    }
  }

  /** The folder of the project that a file belongs to. */
  projectOf({ path, file }: SourceFile): string {
    return this.#folders.of(path, extensionOf(file));
  }

  /** The calls of a function of that name in all scripts, as subscriptions to what an argument says. */
  callsOf(
    name: string,
    table: readonly (string | number)[],
  ): readonly { source: SourceFile; found: FoundSubscription }[] {
    const files = new Map<string, SourceFile>();
    const folders = new Set([...this.#paths.values()].map(({ path, extension }) => this.#folders.of(path, extension)));
    for (const folder of folders) {
      for (const source of this.#reader.mentioning([name], folder, SCRIPTS)) files.set(source.path, source);
    }
    return [...files.values()].flatMap((source) =>
      readCallsOf(name, table, source, this.#projectOf(source)).map((found) => ({ source, found })),
    );
  }

  #projectOf(source: SourceFile): Project {
    const folder = this.#folders.of(source.path, '.js');
    if (this.#scripts?.folder !== folder || this.#scripts.project.parsed > MOST_PARSED) {
      this.#scripts = { folder, project: this.#openProject(folder) };
    }
    return this.#scripts.project;
  }

  #openProject(folder: string): Project {
    const files: Files = {
      read: (path) => {
        const found = this.#paths.get(path);
        return found === undefined ? null : this.#reader.open(found);
      },
      mentioning: (word) => this.#reader.mentioning([word], folder, SCRIPTS),
    };
    const packages = () =>
      packagesAround(
        withSlashes(folder),
        this.#reader.within(folder, SCRIPTS).map(({ path }) => withSlashes(path)),
      );
    return new Project(files, new ModuleResolver(withSlashes(folder), this.#paths, packages));
  }

  #readLexed(source: SourceFile, extension: string): ReadFile {
    const folder = this.#folders.of(source.path, extension);
    if (this.#lexed?.folder !== folder || this.#lexed.extension !== extension) {
      const extensions = new Set([extension]);
      const mentioning = (word: string) => this.#reader.mentioning([word], folder, extensions);
      const read = openReader(extension, mentioning);
      if (read === null) throw new Error(`there is no reader for ${extension}`);
      this.#lexed = { folder, extension, read };
    }
    return { subscriptions: this.#lexed.read(source), bindings: [], hazards: [], topics: [], uses: [], problem: null };
  }
}
