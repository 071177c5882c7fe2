import { resolve } from 'node:path';
import { decodeSource } from './decode-source.js';
import { type Needle, Needles } from './needles.js';
import { whyNotWritten } from './not-written.js';
import { FileBytes, MOST_BYTES } from './read-bytes.js';
import { SearchLimits } from './search-limits.js';
import type { SourceFile } from './source-file.js';
import { toSourceGlobs } from './source-globs.js';
import type { SourcePath } from './source-path.js';
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

/**
 * Finds the source files that may hold a subscription. Never throws: what cannot be read is told in `limits`.
 * @param root what the globs are relative to
 * @param repository what the names of the files are relative to; the root or a folder above it
 * @param globs the `sources` option: folders, files and globs, with `!` what is left out
 * @param needlesOf by extension with its dot, the texts of which one stands in every file that holds a subscription
 */
export function findSources(
  root: string,
  repository: string,
  globs: readonly string[],
  needlesOf: ReadonlyMap<string, readonly Needle[]>,
): Sources {
  const limits = new SearchLimits();
  const sourceGlobs = toSourceGlobs(resolve(root), globs);
  const extensions = new Set(needlesOf.keys());
  const walk = new SourceWalk({ repository: resolve(repository), globs: sourceGlobs, extensions, limits });
  for (const selection of sourceGlobs.selections) walk.add(selection);
  const paths = walk.files;
  const candidates = findCandidates(paths, needlesOf, limits);
  return { files: paths.length, paths, candidates, limits: limits.toSentences() };
}

function findCandidates(
  paths: readonly SourcePath[],
  needlesOf: ReadonlyMap<string, readonly Needle[]>,
  limits: SearchLimits,
): readonly SourceFile[] {
  const needles = new Map([...needlesOf].map(([extension, texts]) => [extension, new Needles(texts)]));
  const reader = new FileBytes();
  const candidates: SourceFile[] = [];
  for (const { path, file, extension } of paths) {
    const wanted = needles.get(extension);
    if (wanted === undefined) continue;
    try {
      const bytes = reader.read(path);
      if (typeof bytes === 'number') limits.huge(file, bytes, MOST_BYTES);
      else if (wanted.isIn(bytes)) {
        const text = decodeSource(bytes);
        const why = whyNotWritten(text, wanted.indexIn(text));
        if (why === null) candidates.push({ path, file, text });
        else limits.notWritten(file, why);
      }
    } catch (error) {
      limits.unreadable('file', file, error);
    }
  }
  return candidates;
}
