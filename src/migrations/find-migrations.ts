import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../model/input-error.js';
import type { MigrationHistory, MigrationOrigin } from '../model/migration.js';
import { type Candidate, collectFiles, type Skipped } from './collect-files.js';
import { expandPath } from './expand-path.js';
import { findDeclared, findVersioned, findVersionedIfOn } from './find-supabase.js';
import { filesBelow, filesIn, migrationsIn } from './read-folder.js';

/** What the user said of the migrations: a folder, a file or a glob a line. */
export interface SaidMigrations {
  /** What to call it in an error, for example `input migrations`. */
  readonly origin: string;
  readonly text: string;
  /** The items of a list, when it was one. */
  readonly items?: readonly { readonly text: string }[];
}

/** Where migrations are looked for, the first that has files wins. Source: the tools' own defaults. */
const SEARCHES: readonly (readonly [MigrationOrigin, (cwd: string) => Promise<readonly Candidate[]>])[] = [
  ['supabase', (cwd) => findVersionedIfOn(join(cwd, 'supabase'))],
  ['schemas', (cwd) => findDeclared(join(cwd, 'supabase'))],
  ['prisma', async (cwd) => migrationsIn(join(cwd, 'prisma/migrations'))],
  ['drizzle', async (cwd) => migrationsIn(join(cwd, 'drizzle'))],
];

/**
 * A project's migrations in the order they are applied; null when it has none. A history without files has some, and
 * says in `skipped` why none of them counts.
 * @param cwd what is searched and what said paths are relative to
 * @param repository what the names of the files are relative to
 * @throws InputError when something was said and nothing is there
 */
export async function findMigrations(
  cwd: string,
  repository: string,
  said: SaidMigrations | null,
): Promise<MigrationHistory | null> {
  const lines = said === null ? [] : toLines(said);
  if (said !== null && lines.length > 0) return await findSaid(cwd, repository, said.origin, lines);
  const skipped: Skipped[] = [];
  for (const [origin, search] of SEARCHES) {
    const found = collectFiles(repository, await search(cwd));
    skipped.push(...found.skipped);
    if (found.files.length > 0) return { origin, files: found.files, skipped };
  }
  return skipped.length > 0 ? { origin: 'supabase', files: [], skipped } : null;
}

function toLines({ text, items }: SaidMigrations): readonly string[] {
  const lines = items?.map((item) => item.text) ?? text.split(/\r?\n/);
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}

async function findSaid(
  cwd: string,
  repository: string,
  origin: string,
  lines: readonly string[],
): Promise<MigrationHistory> {
  const candidates: Candidate[] = [];
  for (const line of lines) {
    const found = await expandPath(cwd, line, readFolder);
    if (collectFiles(repository, found).files.length === 0) {
      throw new InputError(
        `${origin}: "${line}" holds no migration in ${resolve(cwd)}${whyNone(repository, found)}; ` +
          'name a folder with .sql files, or a glob such as db/**/*.sql',
      );
    }
    candidates.push(...found);
  }
  return { origin: 'option', ...collectFiles(repository, candidates) };
}

function whyNone(repository: string, candidates: readonly Candidate[]): string {
  const [first] = collectFiles(repository, candidates).skipped;
  return first === undefined ? '' : ` (${first.file}: ${first.reason})`;
}

/** A folder of Supabase is read as Supabase does, wherever it is. */
function readFolder(folder: string): readonly Candidate[] {
  const isSupabase = basename(dirname(folder)) === 'supabase';
  if (isSupabase && basename(folder) === 'migrations') return findVersioned(folder);
  if (isSupabase && basename(folder) === 'schemas') return filesBelow(folder);
  return filesIn(folder);
}
