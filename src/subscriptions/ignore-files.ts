import { lstatSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Nobody writes a longer one by hand. */
const MOST_BYTES = 1_000_000;

/** The text of the .gitignore file of a folder; null when it has none. git follows no link here either. */
export function readGitignore(folder: string): string | null {
  return readSmall(join(folder, '.gitignore'));
}

/** The text of .git/info/exclude, also where .git is the file of a work tree; null when there is none. */
export function readInfoExclude(repository: string): string | null {
  const git = join(repository, '.git');
  const own = /^gitdir: (.+)/.exec(readSmall(git) ?? '')?.[1]?.trim();
  const folder = own === undefined ? git : resolve(repository, own);
  const common = readSmall(join(folder, 'commondir'))?.trim();
  return readSmall(join(common === undefined ? folder : resolve(folder, common), 'info', 'exclude'));
}

function readSmall(path: string): string | null {
  try {
    const stats = lstatSync(path);
    return stats.isFile() && stats.size <= MOST_BYTES ? readFileSync(path, 'utf8') : null;
  } catch {
    return null;
  }
}
