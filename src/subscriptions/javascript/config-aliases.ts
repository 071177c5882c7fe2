import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { readLenientJson } from './lenient-json.js';

/** What imports are written as, and the paths that they may mean; `*` in both for what stands there. */
export type AliasPaths = readonly (readonly [pattern: string, targets: readonly string[]])[];

/** Where bundlers and frameworks are told of aliases. Source: the documentations of Vite, webpack, Babel, SvelteKit, Nuxt. */
const CONFIGS =
  /^(?:.*\.)?(?:vite|vitest|webpack|rspack|rsbuild|rollup|babel|metro|svelte|nuxt|astro|quasar|vue|craco|next)\.config\.[cm]?[jt]s$|^\.babelrc/;

/**
 * The aliases that a folder's config files name in an `alias`, and the `imports` of its package.json. Nothing is run: what
 * a path is put together from, as by `path.resolve(__dirname, './src')`, is the texts in it, from the folder on.
 */
export function configAliases(folder: string): AliasPaths {
  return [...packageImports(folder), ...configsIn(folder).flatMap((name) => aliasesIn(readText(folder, name), folder))];
}

/** The entries of `imports` or `exports` in a package.json, with every path that a condition may choose. */
export function packageEntries(manifest: unknown, key: 'imports' | 'exports', folder: string): AliasPaths {
  const entries = child(manifest, key);
  if (typeof entries !== 'object' || entries === null)
    return entries === undefined ? [] : [['.', pathsIn(entries, folder)]];
  const named = Object.entries(entries).filter(([name]) => /^[.#]/.test(name));
  return named.length > 0 ? named.map(([name, to]) => [name, pathsIn(to, folder)]) : [['.', pathsIn(entries, folder)]];
}

/** What JSON has under a key; undefined where it has nothing, or is no object. */
export function child(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function pathsIn(value: unknown, folder: string): readonly string[] {
  if (typeof value === 'string') return [posix.join(folder, value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((one) => pathsIn(one, folder)) : [];
}

function packageImports(folder: string): AliasPaths {
  return packageEntries(readLenientJson(posix.join(folder, 'package.json')), 'imports', folder);
}

function configsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => CONFIGS.test(name));
  } catch {
    return [];
  }
}

function readText(folder: string, name: string): string {
  try {
    return readFileSync(posix.join(folder, name), 'utf8').slice(0, LONGEST);
  } catch {
    return '';
  }
}

/** Of a file that people write. */
const LONGEST = 200_000;

/** A key, a text, or a bracket; comments count as neither. */
const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(['"`])((?:(?!\1)[^\\\n])*)\1(\s*:)?|([\w$]+)\s*:|[{}[\]()]/g;

/** `alias: { '@': path.resolve(__dirname, './src') }`, `alias: [{ find: '@', replacement: '/src' }]` */
function aliasesIn(text: string, folder: string): AliasPaths {
  const found: [string, string[]][] = [];
  let depth = 0;
  let key = '';
  let entry: string[] = [];
  const end = (): void => {
    if (key !== '' && entry.length > 0) found.push(...both(key, posix.join(folder, ...entry)));
  };
  for (const [all, , quoted, colon, word] of text.matchAll(TOKEN)) {
    const name = colon === undefined ? word : quoted;
    if (depth === 0) {
      if (name === 'alias') depth = 1;
      continue;
    }
    if (/^[{[(]/.test(all)) depth += 1;
    else if (/^[}\])]/.test(all)) depth -= 1;
    else if (name !== undefined && name !== 'replacement') {
      end();
      key = name === 'find' ? '' : name;
      entry = [];
    } else if (quoted !== undefined) {
      if (key === '') key = quoted;
      else entry.push(quoted.replace(/\$\{[^}]*\}/g, ''));
    }
    if (depth === 1 && /^[}\]]/.test(all)) {
      end();
      [depth, key, entry] = [0, '', []];
    }
  }
  return found;
}

/** An alias stands for a path and for all that is below it; webpack's `$` keeps it to the path. */
function both(key: string, path: string): [string, string[]][] {
  if (key.includes('*')) return [[key, [path]]];
  const name = key.replace(/[/$]$/, '');
  return [
    [name, [path]],
    [`${name}/*`, [posix.join(path, '*')]],
  ];
}
