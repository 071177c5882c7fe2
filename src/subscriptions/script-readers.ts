import { groupBy } from '../model/group-by.js';
import { messageOf } from '../model/thrown.js';
import type { FoundSubscription } from './found.js';
import { inTime } from './in-time.js';
import { type Files, Project } from './javascript/project.js';
import { readCallsOf, readScript, readScriptForList } from './javascript/read-javascript.js';
import { ModuleResolver, packagesAround } from './javascript/resolve-module.js';
import { SourceReader } from './mentioning.js';
import type { ProjectFolders } from './project-folders.js';
import { couldNotRead, type ReadFile } from './read-file.js';
import { withSlashes } from './repository-paths.js';
import type { SourceFile } from './source-file.js';
import { SCRIPTS } from './source-needles.js';
import type { SourcePath } from './source-path.js';

/** Trees of about this many characters are kept at once, fifty megabytes of them; then reading starts anew. */
const MOST_PARSED = 1_500_000;

/** What one file may take, milliseconds. The parser reads 3 MB a second; a file that takes this long is no program. */
const LONGEST = 10_000;

/** Reads JavaScript and TypeScript; what one file of a project needs of the others is read once. */
export class ScriptReaders {
  readonly #reader: SourceReader;
  readonly #paths: ReadonlyMap<string, SourcePath>;
  readonly #folders: ProjectFolders;
  readonly #isForList: boolean;
  readonly #longest: number;

  /**
   * @param isForList whether only the subscriptions are asked for
   * @param longest what one file may take, milliseconds
   */
  constructor(paths: readonly SourcePath[], folders: ProjectFolders, isForList = false, longest = LONGEST) {
    const scripts = paths.filter(({ extension }) => SCRIPTS.has(extension));
    this.#reader = new SourceReader(scripts);
    this.#paths = new Map(scripts.map((source) => [withSlashes(source.path), source]));
    this.#folders = folders;
    this.#isForList = isForList;
    this.#longest = longest;
  }

  /**
   * Files of one project. Never throws: a file that the reader fails on is one that could not be read. To watch each file
   * takes a fourth of the time, so all are watched together, and each only when one of them does not come to its end.
   */
  readGroup(group: readonly SourceFile[]): readonly ReadFile[] {
    return inTime(() => this.#read(group, null), this.#longest)?.value ?? this.#read(group, this.#longest);
  }

  /** The calls of a function of that name in all scripts, as subscriptions to what an argument says. */
  callsOf(
    name: string,
    table: readonly (string | number)[],
  ): readonly { source: SourceFile; found: FoundSubscription }[] {
    const all = [...this.#paths.values()];
    const files = new Map<string, SourceFile>();
    for (const folder of new Set(all.map(({ path }) => this.#folders.of(path, '.js')))) {
      for (const source of this.#reader.mentioning([name], folder, SCRIPTS)) files.set(source.path, source);
    }
    return [...groupBy([...files.values()], ({ path }) => this.#folders.of(path, '.js'))].flatMap(([folder, group]) => {
      const project = this.#open(folder, this.#longest);
      return group.flatMap((source) => readCallsOf(name, table, source, project).map((found) => ({ source, found })));
    });
  }

  /** The scripts of a project in which a word stands. */
  naming(word: string, folder: string): readonly SourceFile[] {
    return this.#reader.mentioning([word], folder, SCRIPTS);
  }

  #read(group: readonly SourceFile[], longest: number | null): readonly ReadFile[] {
    let project: Project | null = null;
    return group.map((source) => {
      if (project === null || project.parsed > MOST_PARSED) {
        project = this.#open(this.#folders.of(source.path, '.js'), longest);
      }
      try {
        return this.#isForList ? readScriptForList(source, project) : readScript(source, project);
      } catch (error) {
        return couldNotRead(messageOf(error));
      }
    });
  }

  #open(folder: string, longest: number | null): Project {
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
    return new Project(files, new ModuleResolver(withSlashes(folder), this.#paths, packages), longest);
  }
}
