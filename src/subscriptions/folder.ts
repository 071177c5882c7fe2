import { readdirSync } from 'node:fs';
import { basename, relative, sep } from 'node:path';
import { type IgnoreFiles, ignoreFilesBelow, withIgnoreFile, withoutOverruled } from './git-ignore.js';
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

/** The extensions of source files, with the dot. */
export type Extensions = ReadonlySet<string>;

/** The .gitignore files that count for what is in a folder. */
export function ignoreFilesIn({ path, file, above }: Folder, extensions: Extensions): IgnoreFiles {
  const own = readGitignore(path);
  return own === null ? above : withIgnoreFile(above, file, own, extensions);
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
  const above = ignoreFilesBelow(ignoreFiles, `${file}/`);
  return above === null ? null : { path, file, above };
}

/** A folder that somebody named: it is meant, also when git ignores it or its name is one that is left out. */
export function enterNamed(repository: string, path: string, extensions: Extensions): Folder {
  return (
    descend(repository, path, extensions, (folder, name, ignoreFiles) => {
      const file = below(folder.file, name, '/');
      return { path: below(folder.path, name, sep), file, above: withoutOverruled(ignoreFiles, `${file}/`) };
    }) ?? { path, file: toFile(repository, path), above: [] }
  );
}

/** A folder that nobody named; null when it, or one on the way to it, is left out, or it is outside the repository. */
export function enterFound(repository: string, path: string, extensions: Extensions): Folder | null {
  return descend(repository, path, extensions, (folder, name, ignoreFiles) =>
    stepInto(folder, name, ignoreFiles, () => namesIn(folder.path)),
  );
}

function descend(
  repository: string,
  path: string,
  extensions: Extensions,
  step: (folder: Folder, name: string, ignoreFiles: IgnoreFiles) => Folder | null,
): Folder | null {
  const inside = relative(repository, path);
  if (isOutside(inside)) return null;
  const excluded = readInfoExclude(repository);
  let folder: Folder | null = {
    path: repository,
    file: '',
    above: excluded === null ? [] : withIgnoreFile([], '', excluded, extensions),
  };
  for (const name of inside === '' ? [] : inside.split(sep)) {
    if (folder === null) return null;
    folder = step(folder, name, ignoreFilesIn(folder, extensions));
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
