import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of the assets: beside the action, one up from the command line, and in dist/ for the sources.
 * @returns an absolute path
 * @throws Error when there is none, which is an incomplete copy of dist/
 */
export function findAssets(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const folders = ['embedded', '../embedded', '../../../dist/embedded'].map((folder) => join(here, folder));
  const found = folders.find((folder) => existsSync(join(folder, 'project.tar.gz')));
  if (found === undefined) throw new Error(`the embedded database is missing: there is no ${folders[0]}`);
  return found;
}
