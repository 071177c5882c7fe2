import { lstatSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { Candidate } from './collect-files.js';

/**
 * What a path or a glob means: a file itself, a folder what `readFolder` finds in it, a glob its matches by path, files
 * only with .sql. Nothing when nothing is there. Links to folders are not followed by `**`: they may go round in a circle.
 * @param base what the path is relative to
 */
export async function expandPath(
  base: string,
  text: string,
  readFolder: (folder: string) => readonly Candidate[],
): Promise<readonly Candidate[]> {
  const path = resolve(base, text);
  const kind = kindOf(path);
  // What is there by this very name is meant by it, whatever it would mean as a glob.
  if (kind === 'folder') return readFolder(path);
  if (kind === 'file') return [{ path }];
  const [files, folders] = await expandGlob(base, text.split(sep).join('/'));
  const candidates = files.map((file) => (file.endsWith('.sql') ? { path: file } : { path: file, reason: NOT_SQL }));
  // `**` matches every folder on its way to a file; only a glob that means no .sql file means folders.
  const meansFiles = candidates.some(({ reason }) => reason === undefined);
  return meansFiles ? candidates : [...folders.flatMap(readFolder), ...candidates];
}

const NOT_SQL = 'it is no .sql file';

/** The files and the folders that match, each sorted by path. */
async function expandGlob(base: string, pattern: string): Promise<readonly [readonly string[], readonly string[]]> {
  // Loaded here: most projects name no glob.
  const { glob } = await import('tinyglobby');
  const matches = await glob(pattern, {
    cwd: base,
    absolute: true,
    onlyFiles: false,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
  });
  const paths = matches.map((match) => resolve(match)).sort();
  const isFolder = (path: string): boolean => kindOf(path) === 'folder';
  return [paths.filter((path) => !isFolder(path)), paths.filter(isFolder)];
}

/** A link that leads nowhere is a file, which cannot be read. */
function kindOf(path: string): 'file' | 'folder' | 'none' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return lstatSync(path, { throwIfNoEntry: false }) === undefined ? 'none' : 'file';
  }
}
