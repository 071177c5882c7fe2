import type { ScanSources } from '../model/scan-request.js';
import { findSourcesWith } from './find-sources.js';
import { SharedScan } from './shared-scan.js';
import { SOURCE_NEEDLES } from './source-needles.js';

/**
 * What the application's source says about Realtime: its files are found, and those that may subscribe are read. The
 * parser, most of the scanner, is loaded when there are any.
 */
export const scanSources: ScanSources = async (request) => {
  const { cwd: root, repository, sources: globs } = request;
  const scan = new SharedScan(repository);
  try {
    const sources = await findSourcesWith(scan, { root, repository, globs, needlesOf: SOURCE_NEEDLES });
    if (sources.candidates.length === 0 && request.wrappers.length + request.resolved.length === 0) {
      return { ...NOTHING, files: sources.files, limits: sources.limits };
    }
    const { readSourcesWith } = await import('./read-candidates.js');
    return await readSourcesWith(scan, request, sources);
  } finally {
    await scan.close();
  }
};

const NOTHING = { subscriptions: [], unresolved: [], bindings: [], hazards: [], clients: [], uses: [] } as const;
