import type { ScanRequest } from '../model/scan-request.js';
import type { SourceFacts } from '../model/source.js';
import { type FoundClients, findClientVersions } from './client-versions.js';
import type { Sources } from './find-sources.js';
import { ScanResult } from './scan-result.js';
import { SourceReaders } from './source-readers.js';

/** Reads the files that may subscribe, and follows what their values come from through the others. */
export function readSources(request: ScanRequest, sources: Sources): SourceFacts {
  const readers = new SourceReaders(sources.paths, request.repository);
  const result = new ScanResult(request);
  for (const candidate of sources.candidates) {
    result.add(candidate, readers.read(candidate), readers.projectOf(candidate));
  }
  for (const hint of request.wrappers) result.addCalls(hint, readers.callsOf(hint.name, hint.table));
  const versions = findClients(request, result.projects);
  return {
    files: sources.files,
    clients: versions.clients,
    ...result.facts([...sources.limits, ...versions.limits]),
  };
}

/** The clients of the working directory and of every project that subscribes: a frontend has a lockfile of its own. */
function findClients({ cwd, repository }: ScanRequest, projects: Iterable<string>): FoundClients {
  const found = [...new Set([cwd, ...projects])].map((folder) => findClientVersions(folder, repository));
  const clients = found.flatMap((one) => one.clients).map((one) => [JSON.stringify(one), one] as const);
  return { clients: [...new Map(clients).values()], limits: [...new Set(found.flatMap(({ limits }) => limits))] };
}
