import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { ClientVersion } from '../model/source.js';
import { codeOf, messageOf } from '../model/thrown.js';
import { LOCKFILES, type LockedPackage, type ReadLockfile, readSpecifiers } from './lockfiles.js';
import type { SourceFile } from './source-file.js';

export interface FoundClients {
  readonly clients: readonly ClientVersion[];
  /** Lockfiles that could not be read, in words. */
  readonly limits: readonly string[];
}

const REALTIME = '@supabase/realtime-js';
const SUPABASE = '@supabase/supabase-js';

/**
 * Since this release supabase-js depends on the realtime-js of its own version; 2.58.0, the one before, on 2.15.5.
 * Source: the `dependencies` of both in the npm registry.
 */
const SAME_VERSION_SINCE = [2, 74] as const;

/** Larger than any lockfile; reading it would cost memory for nothing. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The Realtime clients that are installed, as the nearest lockfile with one has them: that of a folder or of a folder
 * above it, up to the repository; else as a map of imports pins them. All versions, when there are several. A package.json
 * alone says only what is wanted, so it gives none.
 * @param folder absolute; where to begin
 * @param repository absolute; where to end, and what the names of the files are relative to
 */
export function findClientVersions(folder: string, repository: string): FoundClients {
  const limits: string[] = [];
  for (const place of foldersUpTo(resolve(folder), resolve(repository))) {
    const clients: ClientVersion[] = [];
    for (const [name, read] of SAYING) {
      if (read === readSpecifiers && clients.length > 0) break;
      const path = join(place, name);
      const file = relative(resolve(repository), path).replaceAll('\\', '/');
      const source = readLockfile(path);
      if (source === null) continue;
      const packages = typeof source === 'string' ? readIfUsed(source, read) : null;
      if (packages === null) limits.push(`${file} could not be read: ${whyNot(source)}`);
      else clients.push(...toClients(packages, file));
    }
    if (isThere(join(place, 'bun.lockb')) && !isThere(join(place, 'bun.lock'))) {
      const file = relative(resolve(repository), join(place, 'bun.lockb')).replaceAll('\\', '/');
      limits.push(`${file} could not be read: it is binary; bun install --save-text-lockfile writes one that is text`);
    }
    if (clients.length > 0) return { clients, limits };
  }
  return { clients: [], limits };
}

const IMPORT_MAPS = ['deno.json', 'deno.jsonc', 'import_map.json'];

/** The maps of imports last. */
const SAYING: readonly (readonly [string, ReadLockfile])[] = [
  ...LOCKFILES,
  ...IMPORT_MAPS.map((name) => [name, readSpecifiers] as const),
];

/**
 * The clients that source itself names by version, in addresses that it imports or loads. What runs beside the application,
 * as edge functions, has a client of its own.
 */
export function clientsNamedIn(sources: readonly SourceFile[]): readonly ClientVersion[] {
  return sources
    .filter(({ file }) => !/(^|\/)supabase\/functions\//.test(file))
    .flatMap(({ text, file }) => toClients(readSpecifiers(text, [REALTIME, SUPABASE]) ?? [], file));
}

/** The folder and those above it, the repository last; only the folder when it is not in the repository. */
function foldersUpTo(folder: string, repository: string): readonly string[] {
  const inside = relative(repository, folder);
  if (/^\.\.([/\\]|$)/.test(inside) || isAbsolute(inside)) return [folder];
  const folders = [folder];
  for (let place = folder; place !== repository && dirname(place) !== place; ) {
    place = dirname(place);
    folders.push(place);
  }
  return folders;
}

/** Its text; null when there is none, and why when it cannot be read. */
function readLockfile(path: string): string | { readonly reason: string } | null {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) return { reason: 'it is no file' };
    if (stats.size > MAX_BYTES) return { reason: `it is larger than ${MAX_BYTES / 1024 / 1024} MB` };
    return readFileSync(path, 'utf8');
  } catch (error) {
    return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? null : { reason: messageOf(error) };
  }
}

function whyNot(source: string | { readonly reason: string }): string {
  return typeof source === 'string' ? 'it is not what its name says' : source.reason;
}

/** Most lockfiles of a monorepo name no client: those need no reading. */
function readIfUsed(
  source: string,
  read: (source: string, names: readonly string[]) => readonly LockedPackage[] | null,
): readonly LockedPackage[] | null {
  return source.includes('@supabase/') ? read(source, [REALTIME, SUPABASE]) : [];
}

/** realtime-js itself, each version once; else what supabase-js says of it. */
function toClients(packages: readonly LockedPackage[], file: string): readonly ClientVersion[] {
  const realtime = packages.filter(({ name }) => name === REALTIME);
  const said = realtime.length > 0 ? realtime : packages.filter(hasRealtimeOfItsVersion);
  const byVersion = new Map(said.toReversed().map((one) => [one.version, one]));
  return said
    .filter((one) => byVersion.get(one.version) === one)
    .map(({ name, version, line }) => ({ name, version, location: { file, line, column: 1 } }));
}

function hasRealtimeOfItsVersion({ name, version }: LockedPackage): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [sinceMajor, sinceMinor] = SAME_VERSION_SINCE;
  return name === SUPABASE && (major > sinceMajor || (major === sinceMajor && minor >= sinceMinor));
}

function isThere(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
