import type { ScanRequest } from '../model/scan-request.js';
import { LexedReaders } from './lexed-readers.js';
import { ProjectFolders } from './project-folders.js';
import type { ReadFile } from './read-file.js';
import { ScriptReaders } from './script-readers.js';
import type { SourceFile } from './source-file.js';
import { isScript } from './source-needles.js';
import { extensionOf, type SourcePath } from './source-path.js';

/** Reads files of every language; what there is for one is made when its first file comes. */
export class SourceReaders {
  readonly #paths: readonly SourcePath[];
  readonly #folders: ProjectFolders;
  readonly #isForList: boolean;
  #scripts: ScriptReaders | null = null;
  #lexed: LexedReaders | null = null;

  /** Projects end at the repository. */
  constructor(paths: readonly SourcePath[], { repository, isForList }: Pick<ScanRequest, 'repository' | 'isForList'>) {
    this.#paths = paths;
    this.#folders = new ProjectFolders(repository);
    this.#isForList = isForList === true;
  }

  /** Files of one group, which `groupOf` tells. Never throws. */
  readGroup(group: readonly SourceFile[]): readonly ReadFile[] {
    const [first] = group;
    if (first !== undefined && isScript(first)) return this.scripts.readGroup(group);
    this.#lexed ??= new LexedReaders(this.#paths, this.#folders);
    return this.#lexed.readGroup(group);
  }

  get scripts(): ScriptReaders {
    this.#scripts ??= new ScriptReaders(this.#paths, this.#folders, this.#isForList);
    return this.#scripts;
  }

  /** What is the same for files that are read together: their project and their language. */
  groupOf(source: SourceFile): string {
    return `${isScript(source) ? '' : extensionOf(source.file)}\0${this.projectOf(source)}`;
  }

  /** The folder of the project that a file belongs to. */
  projectOf({ path, file }: SourceFile): string {
    return this.#folders.of(path, extensionOf(file));
  }
}
