import { resolve } from 'node:path';
import { decodeSource } from './decode-source.js';
import { type Needle, Needles } from './needles.js';
import { whyNotWritten } from './not-written.js';
import { FileBytes, MOST_BYTES } from './read-bytes.js';
import { SearchLimits } from './search-limits.js';
import type { SourceFile } from './source-file.js';
import { toSourceGlobs } from './source-globs.js';
import type { SourcePath } from './source-path.js';
import { SourceSearch } from './source-search.js';
import { SourceWalk } from './walk-sources.js';

/** The source files of an application. */
export interface Sources {
  /** How many were looked at. */
  readonly files: number;
  /** All of them, sorted by `file`; no content is kept. */
  readonly paths: readonly SourcePath[];
  /** Those in which one of the needles of their extension stands, sorted by `file`. */
  readonly candidates: readonly SourceFile[];
  /** What was skipped, in words. */
  readonly limits: readonly string[];
}

/** What is looked through, and for what. */
export interface SearchRequest {
  /** What the globs are relative to. */
  readonly root: string;
  /** What the names of the files are relative to; the root or a folder above it. */
  readonly repository: string;
  /** The `sources` option: folders, files and globs, with `!` what is left out. */
  readonly globs: readonly string[];
  /** By extension with its dot, the texts of which one stands in every file that holds a subscription. */
  readonly needlesOf: ReadonlyMap<string, readonly Needle[]>;
}

/** Looks through files, perhaps together with another thread. */
export interface Searcher {
  /** Hears of each file as it is met. */
  meet(path: string): void;
  /** The paths of those that hold a needle or cannot be read, of all that were met. */
  holding(): Promise<ReadonlySet<string>>;
}

/**
 * Finds the source files that may hold a subscription. Never throws: what cannot be read is told in `limits`.
 */
export function findSources(request: SearchRequest): Sources {
  const search = new SourceSearch(request.needlesOf);
  const found = listSources(request, () => {});
  return openCandidates(found, ({ path }) => search.holds(path), request);
}

/** The same with a searcher, which works while the files are still being listed. */
export async function findSourcesWith(searcher: Searcher, request: SearchRequest): Promise<Sources> {
  const found = listSources(request, (path) => searcher.meet(path));
  const holding = await searcher.holding();
  return openCandidates(found, ({ path }) => holding.has(path), request);
}

interface Listed {
  readonly paths: readonly SourcePath[];
  readonly limits: SearchLimits;
}

function listSources({ root, repository, globs, needlesOf }: SearchRequest, onFile: (path: string) => void): Listed {
  const limits = new SearchLimits();
  const sourceGlobs = toSourceGlobs(resolve(root), globs);
  const extensions = new Set(needlesOf.keys());
  const walk = new SourceWalk({ repository: resolve(repository), globs: sourceGlobs, extensions, limits, onFile });
  for (const selection of sourceGlobs.selections) walk.add(selection);
  return { paths: walk.files, limits };
}

/** Opens the few files that hold something, and tells of those that cannot be opened or that no person wrote. */
function openCandidates(
  { paths, limits }: Listed,
  isHolding: (source: SourcePath) => boolean,
  { needlesOf }: SearchRequest,
): Sources {
  const reader = new FileBytes();
  const needles = new Map([...needlesOf].map(([extension, texts]) => [extension, new Needles(texts)]));
  const candidates = paths.filter(isHolding).flatMap(({ path, file, extension }): SourceFile | [] => {
    try {
      const bytes = reader.read(path);
      if (typeof bytes === 'number') {
        limits.huge(file, bytes, MOST_BYTES);
        return [];
      }
      const text = decodeSource(bytes);
      const why = whyNotWritten(text, needles.get(extension)?.indexIn(text) ?? -1);
      if (why === null) return { path, file, text };
      limits.notWritten(file, why);
    } catch (error) {
      limits.unreadable('file', file, error);
    }
    return [];
  });
  return { files: paths.length, paths, candidates, limits: limits.toSentences() };
}
