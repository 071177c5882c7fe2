import type { ScanSources } from '../model/scan-request.js';
import { findClientVersions } from './client-versions.js';
import { findSources } from './find-sources.js';
import { SCRIPT_NEEDLES } from './javascript/needles.js';
import { LEXED_NEEDLES } from './readers.js';
import { ScanResult } from './scan-result.js';
import { SourceReaders } from './source-readers.js';

const NEEDLES: ReadonlyMap<string, readonly string[]> = new Map([...SCRIPT_NEEDLES, ...LEXED_NEEDLES]);

/**
 * What the application's source says about Realtime: its files are found, those that may subscribe are read, and what
 * their values come from is followed through the others.
 */
export const scanSources: ScanSources = (request) => {
  const sources = findSources(request.cwd, request.repository, request.sources, NEEDLES);
  const versions = findClientVersions(request.cwd, request.repository);
  const readers = new SourceReaders(sources.paths, request.repository);
  const result = new ScanResult(request);
  for (const candidate of sources.candidates) {
    result.add(candidate, readers.read(candidate), readers.projectOf(candidate));
  }
  for (const hint of request.wrappers) result.addCalls(hint, readers.callsOf(hint.name, hint.table));
  return {
    files: sources.files,
    clients: versions.clients,
    ...result.facts([...sources.limits, ...versions.limits]),
  };
};
