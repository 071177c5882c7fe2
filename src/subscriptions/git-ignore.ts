import { IgnorePatterns } from './ignore-patterns.js';

/** The patterns of one .gitignore file. */
interface IgnoreFile {
  /** The `file` of its folder with a closing `/`; empty for the repository itself. */
  readonly base: string;
  readonly patterns: IgnorePatterns;
  /** Those that can say something of a source file in a folder that is not ignored; null when none can. */
  readonly filePatterns: IgnorePatterns | null;
}

/** The .gitignore files that a folder is under, the nearest first. */
export type IgnoreFiles = readonly IgnoreFile[];

/** The .gitignore files of a folder: its own before those it is under. */
export function withIgnoreFile(
  above: IgnoreFiles,
  folder: string,
  text: string,
  extensions: ReadonlySet<string>,
): IgnoreFiles {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const fileLines = lines.filter((line) => canMeanFile(line, extensions));
  const base = folder === '' ? '' : `${folder}/`;
  return [
    {
      base,
      patterns: new IgnorePatterns(lines),
      filePatterns: fileLines.length > 0 ? new IgnorePatterns(fileLines) : null,
    },
    ...above,
  ];
}

/**
 * Whether a pattern can match a source file itself. Most of a .gitignore file cannot: `/build/`, `*.log`, `.DS_Store`. To
 * ask for the rest only saves nearly all the time of asking. What keeps files may also keep their folder: it stays.
 */
function canMeanFile(line: string, extensions: ReadonlySet<string>): boolean {
  const pattern = line.trimEnd();
  if (pattern === '' || pattern.startsWith('#')) return false;
  if (pattern.startsWith('!') || pattern.includes('\\')) return true;
  if (pattern.endsWith('/')) return false;
  const tail = /[^*?[\]/]*$/.exec(pattern)?.[0].toLowerCase() ?? '';
  if (tail === '') return true;
  for (const extension of extensions) if (tail.endsWith(extension) || extension.endsWith(tail)) return true;
  return false;
}

/** What the .gitignore files of a folder say of a source file in it. */
export function isFileIgnored(files: IgnoreFiles, path: string): boolean {
  for (const { base, filePatterns } of files) {
    if (filePatterns === null) continue;
    const { ignored, unignored } = filePatterns.ask(path.slice(base.length));
    if (ignored || unignored) return ignored;
  }
  return false;
}

/**
 * The .gitignore files that count in a folder, given those of its parent; null when they ignore it. The path ends with
 * `/`. One that would ignore a folder which a nearer one keeps is left out: it has nothing to say about what is in it.
 */
export function ignoreFilesBelow(files: IgnoreFiles, path: string): IgnoreFiles | null {
  for (const { base, patterns } of files) {
    const { ignored, unignored } = patterns.ask(path.slice(base.length));
    if (ignored) return null;
    if (unignored) return withoutOverruled(files, path);
  }
  return files;
}

/**
 * The .gitignore files without those that ignore a folder which is entered all the same. They would ignore everything in
 * it, too: `ignore` asks for the folders on the way.
 */
export function withoutOverruled(files: IgnoreFiles, folder: string): IgnoreFiles {
  return files.filter(({ base, patterns }) => !patterns.ask(folder.slice(base.length)).ignored);
}
