import { dirname, posix } from 'node:path';
import { type AliasPaths, child, configAliases, packageEntries } from './config-aliases.js';
import { readLenientJson } from './lenient-json.js';

/** The files that there are, as absolute paths with `/`. */
export interface KnownPaths {
  has(path: string): boolean;
}

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.vue', '.svelte', '.astro'];
const SCRIPT = /\.[cm]?jsx?$/;

interface Aliases {
  readonly patterns: readonly {
    readonly before: string /** Null for a name without a star. */;
    readonly after: string | null;
    readonly targets: readonly string[];
  }[];
  readonly base: string | null;
  /** The patterns of bundlers, here and outwards: a tsconfig.json that is nearer takes nothing from them. */
  readonly configured: Aliases['patterns'];
}

/**
 * Finds the file that an import means: relative, by the `paths` and `baseUrl` of the nearest tsconfig.json or
 * jsconfig.json, by the aliases of bundlers and package.json, by the name of a package of this workspace and its `exports`,
 * or by what frameworks take for granted.
 */
export class ModuleResolver {
  readonly #root: string;
  readonly #files: KnownPaths;
  readonly #packages: () => ReadonlyMap<string, string>;
  #byName: ReadonlyMap<string, string> | null = null;
  readonly #aliases = new Map<string, Aliases>();
  readonly #found = new Map<string, string | null>();

  /**
   * @param root where the search for a config ends, absolute
   * @param packages the folders of the workspace's packages by their names
   */
  constructor(root: string, files: KnownPaths, packages: () => ReadonlyMap<string, string>) {
    this.#root = root;
    this.#files = files;
    this.#packages = packages;
  }

  /** The path of the module, or null when it is not of this project. */
  resolve(specifier: string, from: string): string | null {
    const folder = posix.dirname(from);
    const key = `${folder}\0${specifier}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = this.#resolve(specifier, folder);
    this.#found.set(key, found);
    return found;
  }

  #resolve(specifier: string, folder: string): string | null {
    if (/^\.{1,2}(\/|$)/.test(specifier)) return this.#file(posix.join(folder, specifier));
    for (const candidate of this.#aliased(specifier, folder)) {
      const found = this.#file(candidate);
      if (found !== null) return found;
    }
    return this.#inWorkspace(specifier) ?? this.#byConvention(specifier, folder);
  }

  #file(path: string): string | null {
    if (this.#files.has(path)) return path;
    // TypeScript's imports name the file that will be made.
    const bases = SCRIPT.test(path) ? [path, path.replace(SCRIPT, '')] : [path];
    for (const base of bases) {
      for (const extension of EXTENSIONS) if (this.#files.has(base + extension)) return base + extension;
    }
    for (const extension of EXTENSIONS) {
      const index = posix.join(path, `index${extension}`);
      if (this.#files.has(index)) return index;
    }
    return null;
  }

  #aliased(specifier: string, folder: string): readonly string[] {
    const { patterns, base } = this.#aliasesOf(folder);
    const targets = meant(patterns, specifier);
    return base === null ? targets : [...targets, posix.join(base, specifier)];
  }

  #aliasesOf(folder: string): Aliases {
    const known = this.#aliases.get(folder);
    if (known !== undefined) return known;
    const outer = folder === this.#root || folder === dirname(folder) ? NO_ALIASES : this.#aliasesOf(dirname(folder));
    const { base, patterns } = this.#configIn(folder) ?? outer;
    const configured = [...toPatterns(configAliases(folder)), ...outer.configured];
    const found = { base, patterns: [...new Set([...patterns, ...configured])], configured };
    this.#aliases.set(folder, found);
    return found;
  }

  #configIn(folder: string): Aliases | null {
    for (const name of ['tsconfig.json', 'jsconfig.json', 'tsconfig.app.json']) {
      const aliases = this.#readConfig(posix.join(folder, name), 0);
      if (aliases !== null && (aliases.patterns.length > 0 || aliases.base !== null)) return aliases;
    }
    return null;
  }

  #readConfig(path: string, depth: number): Aliases | null {
    const config = readLenientJson(path);
    if (config === null || depth > MOST_EXTENDED) return null;
    const options = child(config, 'compilerOptions');
    const baseUrl = child(options, 'baseUrl');
    const paths = child(options, 'paths');
    const folder = posix.dirname(path);
    const base = typeof baseUrl === 'string' ? posix.join(folder, baseUrl) : null;
    if (typeof paths === 'object' && paths !== null) {
      return {
        base,
        patterns: Object.entries(paths).flatMap(([key, to]) => toPattern(key, to, base ?? folder)),
        configured: [],
      };
    }
    const inherited = this.#extended(child(config, 'extends'), folder, depth);
    return { base: base ?? inherited?.base ?? null, patterns: inherited?.patterns ?? [], configured: [] };
  }

  #extended(named: unknown, folder: string, depth: number): Aliases | null {
    const names = Array.isArray(named) ? named : [named];
    for (const name of names) {
      if (typeof name !== 'string' || !name.startsWith('.')) continue;
      const path = posix.join(folder, name);
      const found = this.#readConfig(path.endsWith('.json') ? path : `${path}.json`, depth + 1);
      if (found !== null) return found;
    }
    return null;
  }

  #inWorkspace(specifier: string): string | null {
    const [first = '', second = '', ...deeper] = specifier.split('/');
    const name = first.startsWith('@') ? `${first}/${second}` : first;
    const inside = first.startsWith('@') ? deeper : [second, ...deeper].filter((part) => part !== '');
    this.#byName ??= this.#packages();
    const folder = this.#byName.get(name);
    if (folder === undefined) return null;
    const manifest = readLenientJson(posix.join(folder, 'package.json'));
    const path = ['.', ...inside].join('/');
    const given = meant(toPatterns(packageEntries(manifest, 'exports', folder)), path);
    for (const target of given) {
      const found = this.#file(target);
      if (found !== null) return found;
    }
    for (const start of [folder, posix.join(folder, 'src'), posix.join(folder, 'lib')]) {
      const found = this.#file(posix.join(start, ...inside));
      if (found !== null) return found;
    }
    return null;
  }

  /** `@/`, `~/`, `~~/`, `@@/`, `$lib/`, `#shared/`, `src/`: what Vite, Nuxt, SvelteKit and Next.js projects mean by them. */
  #byConvention(specifier: string, folder: string): string | null {
    const match = /^(?:@|~|~~|@@|\$lib|#shared|src)\/(.*)$/.exec(specifier);
    if (match === null) return null;
    const [, inside = ''] = match;
    for (let at = folder; ; at = dirname(at)) {
      const starts = STARTS[specifier[0] ?? ''] ?? ['src', 'app', '.'];
      for (const start of starts) {
        const found = this.#file(posix.join(at, start, inside));
        if (found !== null) return found;
      }
      if (at === this.#root || at === dirname(at)) return null;
    }
  }
}

const STARTS: Readonly<Record<string, readonly string[] | undefined>> = { $: ['src/lib'], '#': ['shared'] };
const NO_ALIASES: Aliases = { patterns: [], base: null, configured: [] };
const MOST_EXTENDED = 5;

function toPattern(key: string, targets: unknown, base: string): Aliases['patterns'] {
  if (!Array.isArray(targets)) return [];
  const [before = '', after = null] = key.split('*');
  const to = targets.flatMap((one: unknown) => (typeof one === 'string' ? posix.join(base, one) : []));
  return [{ before, after, targets: to }];
}

function toPatterns(paths: AliasPaths): Aliases['patterns'] {
  return paths.flatMap(([key, targets]) => toPattern(key, targets, '/'));
}

/** The paths that something may stand for by patterns. */
function meant(patterns: Aliases['patterns'], specifier: string): readonly string[] {
  return patterns.flatMap(({ before, after, targets }) => {
    if (after === null) return specifier === before ? targets : [];
    const isMeant =
      specifier.length >= before.length + after.length && specifier.startsWith(before) && specifier.endsWith(after);
    const middle = specifier.slice(before.length, specifier.length - after.length);
    return isMeant ? targets.map((target) => target.replace('*', () => middle)) : [];
  });
}

/** The folders of a workspace's packages by their names, found from the files in them. */
export function packagesAround(root: string, files: Iterable<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const seen = new Set<string>();
  for (const file of files) {
    for (let at = posix.dirname(file); !seen.has(at) && at.startsWith(root); at = posix.dirname(at)) {
      seen.add(at);
      const name = child(readLenientJson(`${at}/package.json`), 'name');
      if (typeof name === 'string' && name !== '') found.set(name, at);
    }
  }
  return found;
}
