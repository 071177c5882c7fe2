import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ScanRequest } from '../../src/model/scan-request.js';
import type { SourceFacts } from '../../src/model/source.js';
import { findSources } from '../../src/subscriptions/find-sources.js';
import { readSources } from '../../src/subscriptions/read-candidates.js';
import { SOURCE_NEEDLES } from '../../src/subscriptions/source-needles.js';
import type { SourceText } from './rule-pages.js';

/**
 * What the scanner finds in these files, written to a folder of their own.
 * @param below the name of a folder around them
 */
export function scanText(sources: readonly SourceText[], request: Partial<ScanRequest> = {}, below = '.'): SourceFacts {
  const made = mkdtempSync(join(tmpdir(), 'realtime-guard-source-'));
  const folder = join(made, below);
  try {
    for (const { file, text } of sources) {
      const path = join(folder, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const asked = { cwd: folder, repository: folder, sources: ['.'], wrappers: [], resolved: [], ...request };
    return readSources(
      asked,
      findSources({ root: folder, repository: folder, globs: asked.sources, needlesOf: SOURCE_NEEDLES }),
    );
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}
