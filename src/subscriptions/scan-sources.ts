import type { ScanSources } from '../model/scan-request.js';
import { findSources } from './find-sources.js';
import { SOURCE_NEEDLES } from './source-needles.js';

/**
 * What the application's source says about Realtime: its files are found, and those that may subscribe are read. The
 * parser, most of the scanner, is loaded when there are any.
 */
export const scanSources: ScanSources = async (request) => {
  const sources = findSources(request.cwd, request.repository, request.sources, SOURCE_NEEDLES);
  if (sources.candidates.length === 0 && request.wrappers.length + request.resolved.length === 0) {
    return { ...NOTHING, files: sources.files, limits: sources.limits };
  }
  const { readSources } = await import('./read-sources.js');
  return readSources(request, sources);
};

const NOTHING = { subscriptions: [], unresolved: [], bindings: [], hazards: [], clients: [], uses: [] } as const;
