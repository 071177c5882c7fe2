import ignore, { type Ignore } from 'ignore';

/** The patterns of one .gitignore file. */
interface IgnoreFile {
  /** The `file` of its folder with a closing `/`; empty for the repository itself. */
  readonly base: string;
  readonly patterns: Ignore;
}

/** The .gitignore files that a folder is under, the nearest first. */
export type IgnoreFiles = readonly IgnoreFile[];

/**
 * What git says of a path: `kept` also when no pattern matches; `rescued` when one keeps a path that a .gitignore file
 * further up ignores.
 */
export type GitSays = 'ignored' | 'kept' | 'rescued';

/** The .gitignore files of a folder: its own before those it is under. */
export function withIgnoreFile(above: IgnoreFiles, folder: string, text: string): IgnoreFiles {
  // git tells upper from lower case where the file system does. So do we everywhere, for the same result on each system.
  const patterns = ignore({ ignorecase: false });
  try {
    patterns.add(text);
  } catch {
    return above;
  }
  return [{ base: folder === '' ? '' : `${folder}/`, patterns }, ...above];
}

/** What the .gitignore files of its folder say of a file; of a folder when the path ends with `/`. */
export function askGit(files: IgnoreFiles, path: string): GitSays {
  for (const [index, file] of files.entries()) {
    const { ignored, unignored } = ask(file, path);
    if (ignored) return 'ignored';
    if (unignored) return files.slice(index + 1).some((above) => ask(above, path).ignored) ? 'rescued' : 'kept';
  }
  return 'kept';
}

/**
 * The .gitignore files without those that ignore a folder which is entered all the same. They would ignore everything in
 * it, too: `ignore` asks for the folders on the way.
 */
export function withoutOverruled(files: IgnoreFiles, folder: string): IgnoreFiles {
  return files.filter((file) => !ask(file, folder).ignored);
}

const NEITHER = { ignored: false, unignored: false };

function ask({ base, patterns }: IgnoreFile, path: string): { readonly ignored: boolean; readonly unignored: boolean } {
  try {
    return patterns.test(path.slice(base.length));
  } catch {
    // A pattern that makes no regular expression, or a name that looks like an absolute path of another system.
    return NEITHER;
  }
}
