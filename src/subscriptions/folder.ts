import { readdirSync } from 'node:fs';
import { basename, relative, sep } from 'node:path';
import { askGit, type IgnoreFiles, withIgnoreFile, withoutOverruled } from './git-ignore.js';
import { readGitignore, readInfoExclude } from './ignore-files.js';
import { isFolderLeftOut } from './left-out.js';
import { below, isOutside, toFile } from './repository-paths.js';

/** A folder on a walk. */
export interface Folder {
  /** Absolute. */
  readonly path: string;
  /** Relative to the repository with `/`, empty for the repository itself; absolute when it is outside. */
  readonly file: string;
  /** The .gitignore files it is under; its own is read with it. */
  readonly above: IgnoreFiles;
}

/** The .gitignore files that count for what is in a folder. */
export function ignoreFilesIn({ path, file, above }: Folder, hasOwn: boolean): IgnoreFiles {
  const own = hasOwn ? readGitignore(path) : null;
  return own === null ? above : withIgnoreFile(above, file, own);
}

/** The folder of this name in another; null when it is left out or git ignores it. */
export function stepInto(
  folder: Folder,
  name: string,
  ignoreFiles: IgnoreFiles,
  beside: () => readonly string[],
): Folder | null {
  const path = below(folder.path, name, sep);
  const file = below(folder.file, name, '/');
  const parent = basename(folder.path);
  const isRepositoryRoot = folder.file === '';
  if (isFolderLeftOut(name, { parent, isRepositoryRoot, beside, inside: () => namesIn(path) })) return null;
  const says = askGit(ignoreFiles, `${file}/`);
  if (says === 'ignored') return null;
  return { path, file, above: says === 'rescued' ? withoutOverruled(ignoreFiles, `${file}/`) : ignoreFiles };
}

/** A folder that somebody named: it is meant, also when git ignores it or its name is one that is left out. */
export function enterNamed(repository: string, path: string): Folder {
  return (
    descend(repository, path, (folder, name, ignoreFiles) => {
      const file = below(folder.file, name, '/');
      return { path: below(folder.path, name, sep), file, above: withoutOverruled(ignoreFiles, `${file}/`) };
    }) ?? { path, file: toFile(repository, path), above: [] }
  );
}

/** A folder that nobody named; null when it, or one on the way to it, is left out, or it is outside the repository. */
export function enterFound(repository: string, path: string): Folder | null {
  return descend(repository, path, (folder, name, ignoreFiles) =>
    stepInto(folder, name, ignoreFiles, () => namesIn(folder.path)),
  );
}

function descend(
  repository: string,
  path: string,
  step: (folder: Folder, name: string, ignoreFiles: IgnoreFiles) => Folder | null,
): Folder | null {
  const inside = relative(repository, path);
  if (isOutside(inside)) return null;
  const excluded = readInfoExclude(repository);
  let folder: Folder | null = {
    path: repository,
    file: '',
    above: excluded === null ? [] : withIgnoreFile([], '', excluded),
  };
  for (const name of inside === '' ? [] : inside.split(sep)) {
    if (folder === null) return null;
    folder = step(folder, name, ignoreFilesIn(folder, true));
  }
  return folder;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
