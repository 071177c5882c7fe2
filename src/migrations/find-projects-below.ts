import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where a tool keeps its migrations in a project; declared schemas of Supabase besides. */
const KEPT_IN = ['supabase/migrations', 'supabase/schemas', 'prisma/migrations', 'drizzle'];
/** `apps/web/backend` is as deep as a monorepo goes. */
const DEEPEST = 3;
/** Somebody waits for an error; this takes some ten milliseconds. */
const MOST_FOLDERS = 1_000;
const MOST_TOLD = 3;

/**
 * The folders below one that has no migrations which look like projects with some, the nearest first: somebody stands in
 * the root of a monorepo. Relative with `/`; three at most.
 */
export function findProjectsBelow(root: string): readonly string[] {
  const found: string[] = [];
  const waiting = [{ file: '', depth: 0 }];
  let visited = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { file, depth } = next;
    if (file !== '' && KEPT_IN.some((folder) => existsSync(join(root, file, folder)))) found.push(file);
    visited += 1;
    if (found.length === MOST_TOLD || visited === MOST_FOLDERS) break;
    if (depth === DEEPEST) continue;
    for (const name of foldersIn(join(root, file))) {
      waiting.push({ file: file === '' ? name : `${file}/${name}`, depth: depth + 1 });
    }
  }
  return found;
}

/** Sorted; links are not followed, and what is hidden or installed is nobody's project. */
function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}
