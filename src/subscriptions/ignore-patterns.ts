import ignore, { type Ignore } from 'ignore';

/** What patterns say of a path; both are false when none matches. */
export interface Said {
  readonly ignored: boolean;
  readonly unignored: boolean;
}

const NOTHING: Said = { ignored: false, unignored: false };

/**
 * Patterns of one .gitignore file. Those without a slash ask for a name only, and the same names come again and again:
 * their answers are remembered by name. Only when the two kinds disagree does it matter which stands last.
 */
export class IgnorePatterns {
  readonly #all: Ignore;
  readonly #ofNames: Ignore | null;
  readonly #ofPaths: Ignore | null;

  constructor(lines: readonly string[]) {
    const isOfName = (line: string): boolean => !line.trimEnd().slice(0, -1).includes('/');
    this.#all = toIgnore(lines);
    this.#ofNames = toIgnoreIfAny(lines.filter(isOfName));
    this.#ofPaths = toIgnoreIfAny(lines.filter((line) => !isOfName(line)));
  }

  /** Of a path relative to the file's folder, in folders that are not ignored; a folder's ends with `/`. */
  ask(path: string): Said {
    const ofName = test(this.#ofNames, path.slice(path.lastIndexOf('/', path.length - 2) + 1));
    const ofPath = test(this.#ofPaths, path);
    if (ofName.ignored !== ofPath.ignored && ofName.unignored !== ofPath.unignored) return test(this.#all, path);
    return ofName.ignored || ofName.unignored ? ofName : ofPath;
  }
}

function toIgnoreIfAny(lines: readonly string[]): Ignore | null {
  return lines.some((line) => line.trim() !== '' && !line.startsWith('#')) ? toIgnore(lines) : null;
}

function toIgnore(lines: readonly string[]): Ignore {
  // git tells upper from lower case where the file system does. So do we everywhere, for the same result on each system.
  const patterns = ignore({ ignorecase: false });
  for (const line of lines) {
    try {
      patterns.add(line);
    } catch {
      // It makes no regular expression, and git would not match it either.
    }
  }
  return patterns;
}

function test(patterns: Ignore | null, path: string): Said {
  try {
    return patterns?.test(path) ?? NOTHING;
  } catch {
    // A name that looks like an absolute path of another system.
    return NOTHING;
  }
}
