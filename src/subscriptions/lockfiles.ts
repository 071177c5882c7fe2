import { readJsonEntries } from './json-entries.js';

/** A package that a lockfile says is installed. */
export interface LockedPackage {
  /** The package itself, also where it is installed under another name. */
  readonly name: string;
  readonly version: string;
  /** Of the entry; counts from 1. */
  readonly line: number;
}

/** Reads one kind of lockfile; null when the text is none. */
export type ReadLockfile = (source: string, names: readonly string[]) => readonly LockedPackage[] | null;

/** The lockfiles by their names. Source: the formats that the package managers write. */
export const LOCKFILES: ReadonlyMap<string, ReadLockfile> = new Map<string, ReadLockfile>([
  ['package-lock.json', readPackageLock],
  ['npm-shrinkwrap.json', readPackageLock],
  ['pnpm-lock.yaml', readPnpmLock],
  ['yarn.lock', readYarnLock],
  ['bun.lock', readBunLock],
  ['deno.lock', readDenoLock],
]);

/**
 * npm. From version 2 on an entry of `packages` is a path, with `name` where that is not its last part; a lockfile of
 * version 1 nests `dependencies`, where another name is `"version": "npm:name@1.0.0"`. Version 2 has both.
 */
function readPackageLock(source: string, names: readonly string[]): readonly LockedPackage[] | null {
  const found: LockedPackage[] = [];
  let entry = { name: '', line: 0 };
  const isWhole = readJsonEntries(source, ({ path, text, line }) => {
    const [section, key = '', field] = path;
    if (section === 'packages') {
      const folder = key.lastIndexOf('node_modules/');
      if (path.length === 2 && folder !== -1) entry = { name: key.slice(folder + 'node_modules/'.length), line };
      if (path.length !== 3 || folder === -1 || text === null) return;
      if (field === 'name') entry = { ...entry, name: text };
      if (field === 'version') found.push({ ...entry, version: text });
    } else if (section === 'dependencies' && path.at(-3) === 'dependencies' && path.at(-1) === 'version') {
      const said = splitAlias(text ?? '');
      found.push({ name: said?.name ?? path.at(-2) ?? '', version: said?.version ?? text ?? '', line: entry.line });
    } else if (section === 'dependencies' && path.at(-2) === 'dependencies') {
      entry = { name: path.at(-1) ?? '', line };
    }
  });
  return isWhole ? only(found, names) : null;
}

/** bun. An entry of `packages` is an array that begins with `name@version`. */
function readBunLock(source: string, names: readonly string[]): readonly LockedPackage[] | null {
  const found: LockedPackage[] = [];
  const isWhole = readJsonEntries(source, ({ path, text, line }) => {
    if (path[0] !== 'packages' || path.length !== 3 || path[2] !== '0' || text === null) return;
    const said = splitSpecifier(text);
    if (said !== null) found.push({ ...said, line });
  });
  return isWhole ? only(found, names) : null;
}

/** deno. The keys of `npm` and `jsr` (before version 4 within `packages`) are `name@version`, peers after `_`. */
function readDenoLock(source: string, names: readonly string[]): readonly LockedPackage[] | null {
  const found: LockedPackage[] = [];
  const isWhole = readJsonEntries(source, ({ path, line }) => {
    const depth = path[0] === 'packages' ? 1 : 0;
    if (path.length !== depth + 2 || (path[depth] !== 'npm' && path[depth] !== 'jsr')) return;
    const said = splitSpecifier(path[depth + 1] ?? '');
    if (said !== null) found.push({ name: said.name, version: said.version.replace(/_.*$/s, ''), line });
  });
  return isWhole ? only(found, names) : null;
}

/**
 * pnpm. An entry of `packages` is `/name/1.0.0:` up to version 5, `/name@1.0.0:` in version 6, `name@1.0.0:` from
 * version 9 on, quoted where it begins with `@`; peers come after `_` or in parentheses.
 */
function readPnpmLock(source: string, names: readonly string[]): readonly LockedPackage[] | null {
  if (!/^lockfileVersion:/m.test(source)) return null;
  const found: LockedPackage[] = [];
  forEachLine(source, (text, line) => {
    if (!text.startsWith('  ') || text[2] === ' ' || !text.endsWith(':')) return;
    const key = text.slice(2, -1).replace(/^'(.*)'$/, '$1');
    for (const name of names) {
      const start = key.startsWith('/') ? 1 : 0;
      if (!key.startsWith(name, start) || !/[@/]/.test(key[start + name.length] ?? '')) continue;
      found.push({ name, version: key.slice(start + name.length + 1).replace(/[_(].*$/, ''), line });
    }
  });
  return only(found, names);
}

/**
 * yarn. An entry begins with what was asked for, one or several; `version` follows. Berry names the package in
 * `resolution`, classic only in what was asked for.
 */
function readYarnLock(source: string, names: readonly string[]): readonly LockedPackage[] | null {
  if (!/^(# yarn lockfile v1|__metadata:)/m.test(source)) return null;
  const found: LockedPackage[] = [];
  let entry = { name: '', version: '', line: 0 };
  forEachLine(source, (text, line) => {
    if (/^["\w@]/.test(text) && text.endsWith(':')) {
      const [asked = ''] = text.slice(0, -1).replaceAll('"', '').split(/,\s*/);
      const said = splitSpecifier(asked);
      entry = { name: splitAlias(said?.version ?? '')?.name ?? said?.name ?? '', version: '', line };
    } else if (/^ {2}version:? /.test(text)) {
      entry = { ...entry, version: text.replace(/^ {2}version:? /, '').replaceAll('"', '') };
      found.push(entry);
    } else if (text.startsWith('  resolution: ') && found.at(-1) === entry) {
      const said = splitSpecifier(text.slice('  resolution: '.length).replaceAll('"', ''));
      if (said === null) return;
      entry = { ...entry, name: said.name };
      found[found.length - 1] = entry;
    }
  });
  return only(found, names);
}

/** What addresses of packages say, in any text: `npm:name@1.0.0`, `https://esm.sh/name@1.0.0/dist/main.js`. */
export const readSpecifiers: ReadLockfile = (source, names) => {
  const found: LockedPackage[] = [];
  const pattern = new RegExp(`(${names.join('|')})@(\\d+\\.\\d+\\.\\d+(?:-[\\w.]+)?)(?![\\w.])`, 'g');
  forEachLine(source, (text, line) => {
    for (const [, name = '', version = ''] of text.matchAll(pattern)) found.push({ name, version, line });
  });
  return found;
};

/** The packages wanted, of released versions only: what a workspace or a git address stands for is not known here. */
function only(found: readonly LockedPackage[], names: readonly string[]): readonly LockedPackage[] {
  return found.filter(
    ({ name, version }) =>
      names.includes(name) && /^\d+\.\d+\.\d+([-+][\w.+-]+)?$/.test(version) && !version.endsWith('-use.local'),
  );
}

/** `name@what` at the `@` after a scope's. */
function splitSpecifier(text: string): { readonly name: string; readonly version: string } | null {
  const at = text.indexOf('@', 1);
  return at === -1 ? null : { name: text.slice(0, at), version: text.slice(at + 1) };
}

/** `npm:name@what`, which is how a package is installed under another name. */
function splitAlias(text: string): ReturnType<typeof splitSpecifier> {
  return text.startsWith('npm:') ? splitSpecifier(text.slice('npm:'.length)) : null;
}

function forEachLine(source: string, tell: (text: string, line: number) => void): void {
  let line = 0;
  for (let start = 0; start < source.length; ) {
    const found = source.indexOf('\n', start);
    const end = found === -1 ? source.length : found;
    line += 1;
    tell(source.slice(start, source[end - 1] === '\r' ? end - 1 : end), line);
    start = end + 1;
  }
}
