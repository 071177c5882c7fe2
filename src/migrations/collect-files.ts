import { accessSync, constants, statSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import type { MigrationFile, MigrationHistory } from '../model/migration.js';
import { codeOf, messageOf } from '../model/thrown.js';

/** A file that was left out, and why. */
export type Skipped = MigrationHistory['skipped'][number];

/** What a search gave: what is applied in order, and what is not. */
export type Found = Pick<MigrationHistory, 'files' | 'skipped'>;

/** Something a search came upon: to be applied when it is a readable file, unless there is a reason not to. */
export interface Candidate {
  readonly path: string;
  readonly reason?: string;
}

/** Sorts candidates, in order, into files and what is left out; a path that comes again is dropped. */
export function collectFiles(repository: string, candidates: readonly Candidate[]): Found {
  const files: MigrationFile[] = [];
  const skipped: Skipped[] = [];
  const seen = new Set<string>();
  for (const candidate of candidates) {
    const path = resolve(candidate.path);
    if (seen.has(path)) continue;
    seen.add(path);
    const file = toRepositoryPath(repository, path);
    const reason = candidate.reason ?? whyUnreadable(path);
    if (reason === null) files.push({ path, file });
    else skipped.push({ file, reason });
  }
  return { files, skipped };
}

/** Relative to the repository with `/`; absolute when it is outside. */
function toRepositoryPath(repository: string, path: string): string {
  const inside = relative(repository, path);
  return (/^\.\.([/\\]|$)/.test(inside) || isAbsolute(inside) ? path : inside).replaceAll('\\', '/');
}

/** Why a path is no file that can be read; null when it is one. */
export function whyUnreadable(path: string): string | null {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return 'it is a folder';
    if (!stats.isFile()) return 'it is no file';
    accessSync(path, constants.R_OK);
    return null;
  } catch (error) {
    return WORDS.get(codeOf(error)) ?? messageOf(error);
  }
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'it may not be read'],
  ['EPERM', 'it may not be read'],
  ['ELOOP', 'its links go round in a circle'],
  ['ENOENT', 'nothing is there'],
]);
