import { realpathSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { isOutside } from './repository-paths.js';

/** Where a link leads. */
export interface LinkTarget {
  /** Absolute, by the repository's path as it was given. */
  readonly path: string;
  readonly isFolder: boolean;
}

/**
 * What a link in a repository means; null when it leads nowhere, out of the repository, to a folder that it stands in, or
 * to what is neither a file nor a folder. A link out of the repository is not followed, because it may lead anywhere, the
 * whole disk included, and no annotation could be put there.
 */
export function findLinkTarget(repository: string, link: string): LinkTarget | null {
  try {
    const inside = relative(realpathSync(repository), realpathSync(link));
    if (isOutside(inside)) return null;
    const path = resolve(repository, inside);
    const stats = statSync(link);
    if (stats.isFile()) return { path, isFolder: false };
    const isAround = !isOutside(relative(path, realpathOf(repository, dirname(link))));
    return stats.isDirectory() && !isAround ? { path, isFolder: true } : null;
  } catch {
    return null;
  }
}

function realpathOf(repository: string, folder: string): string {
  return resolve(repository, relative(realpathSync(repository), realpathSync(folder)));
}
