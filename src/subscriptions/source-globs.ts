import { statSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { isOutside, withSlashes } from './repository-paths.js';

/** An item of `sources`: where to begin, and what of it is meant. */
export interface Selection {
  readonly said: string;
  /** A folder to walk, a file to take as it is, or nothing. */
  readonly kind: 'folder' | 'file' | 'none';
  /** Absolute. */
  readonly start: string;
  /** Whether a file in the folder is meant, by its absolute path. */
  readonly includes: (path: string) => boolean;
}

/** The `sources` option, understood. */
export interface SourceGlobs {
  readonly selections: readonly Selection[];
  /** Whether a path was excluded; a folder's ends with a separator. */
  readonly excludes: (path: string) => boolean;
}

/**
 * Understands the `sources` option: folders, files and globs relative to `root`; with `!` before them, what is left out.
 * A folder that a glob matches stands for all that is in it. An exclusion without `/` counts in every folder, as in a
 * .gitignore file.
 */
export function toSourceGlobs(root: string, globs: readonly string[]): SourceGlobs {
  const said = globs.map((glob) => glob.trim()).filter((glob) => glob !== '');
  const included = said.filter((glob) => !glob.startsWith('!'));
  const excluded = said
    .filter((glob) => glob.startsWith('!'))
    .map((glob) => toPattern(root, glob.slice(1).trim(), true));
  return {
    selections: (included.length === 0 ? ['.'] : included).map((glob) => toSelection(root, glob)),
    excludes: (path) => excluded.some((pattern) => matches(pattern, path)),
  };
}

function toSelection(root: string, said: string): Selection {
  const path = resolve(root, said);
  // What is there by this very name is meant by it, whatever it would mean as a glob: app/[id] is a folder of Next.
  const kind = kindOf(path);
  if (kind !== 'none') return { said, kind, start: path, includes: () => true };
  if (!GLOB_CHARACTERS.test(said)) return { said, kind, start: path, includes: () => false };
  const pattern = toPattern(root, said, false);
  const includes = (file: string): boolean => matches(pattern, file);
  return { said, kind: kindOf(pattern.base) === 'folder' ? 'folder' : 'none', start: pattern.base, includes };
}

function kindOf(path: string): Selection['kind'] {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return 'folder';
    return stats.isFile() ? 'file' : 'none';
  } catch {
    return 'none';
  }
}

/** A pattern and the folder that it is relative to. */
interface Pattern {
  /** Absolute. */
  readonly base: string;
  readonly patterns: Ignore;
}

const GLOB_CHARACTERS = /[*?[\]{}]/;

function toPattern(root: string, said: string, isExclusion: boolean): Pattern {
  const path = resolve(root, said);
  if (kindOf(path) !== 'none' && /[/\\]/.test(said)) return toExactPattern(path);
  const steps = withSlashes(said)
    .replace(/^(?:\.\/+)+/, '')
    .split('/');
  const firstGlob = steps.findIndex((step) => GLOB_CHARACTERS.test(step));
  // The last step always belongs to the pattern: without a glob it is the name of what is not there, or anywhere.
  const literal = steps.slice(0, firstGlob < 0 ? -1 : firstGlob);
  const rest = steps.slice(literal.length).join('/');
  const isAnywhere = isExclusion && steps.length === 1;
  const lines = expandBraces(rest).map((line) => (isAnywhere ? line : `/${line}`));
  return { base: resolve(root, literal.join('/') || (said.startsWith('/') ? '/' : '.')), patterns: toIgnore(lines) };
}

function toExactPattern(path: string): Pattern {
  const name = basename(path).replace(/[\\*?[\]!# ]/g, '\\$&');
  return { base: dirname(path), patterns: toIgnore([`/${name}`]) };
}

function toIgnore(lines: readonly string[]): Ignore {
  return ignore({ ignorecase: false }).add(lines);
}

function matches({ base, patterns }: Pattern, path: string): boolean {
  const inside = relative(base, path);
  if (inside === '' || isOutside(inside)) return false;
  const isFolder = path.endsWith('/') || path.endsWith('\\');
  try {
    return patterns.ignores(withSlashes(inside) + (isFolder ? '/' : ''));
  } catch {
    return false;
  }
}

/** Nobody writes more alternatives, and each pair of braces multiplies them. */
const MOST_ALTERNATIVES = 256;

/** `*.{ts,vue}` as `*.ts` and `*.vue`, the innermost braces first; what is not closed stays as it is. */
function expandBraces(pattern: string): readonly string[] {
  let expanded: readonly string[] = [pattern];
  for (;;) {
    const next = expanded.flatMap((one) => {
      const braces = /\{([^{}]*,[^{}]*)\}/.exec(one);
      if (braces === null) return [one];
      const [all, inner = ''] = braces;
      const before = one.slice(0, braces.index);
      const after = one.slice(braces.index + all.length);
      return inner.split(',').map((alternative) => before + alternative + after);
    });
    if (next.length === expanded.length || next.length > MOST_ALTERNATIVES) return expanded;
    expanded = next;
  }
}
