import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Candidate } from './collect-files.js';

/** The names in a folder, sorted; none where no folder can be read. */
export function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** The migrations of a folder that no tool is known for: its .sql files by name, and migration.sql of the folders in it. */
export function filesIn(folder: string): readonly Candidate[] {
  return readNames(folder).flatMap((name): readonly Candidate[] => {
    const path = join(folder, name);
    if (name.endsWith('.down.sql')) return [{ path, reason: 'it takes a migration back' }];
    if (name.endsWith('.sql')) return [{ path }];
    const inside = join(path, 'migration.sql');
    if (existsSync(inside)) return [{ path: inside }];
    return name.startsWith('.') ? [] : [{ path, reason: 'it is no .sql file' }];
  });
}

/** The same where a tool keeps files of its own beside its migrations, which are nothing to report. */
export function migrationsIn(folder: string): readonly Candidate[] {
  return filesIn(folder).filter(({ reason }) => reason === undefined);
}

/** Every .sql file in a folder and the folders in it, by path. Links to folders are not followed: they may go round. */
export function filesBelow(folder: string): readonly Candidate[] {
  return pathsBelow(folder)
    .filter((path) => path.endsWith('.sql'))
    .sort()
    .map((path) => ({ path }));
}

/** Not readdir's own recursion, which in Node 24 follows links to folders. */
function pathsBelow(folder: string): readonly string[] {
  return readEntries(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? pathsBelow(path) : [path];
  });
}

function readEntries(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
