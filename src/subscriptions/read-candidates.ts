import { groupBy } from '../model/group-by.js';
import type { ScanRequest } from '../model/scan-request.js';
import type { SourceFacts } from '../model/source.js';
import { clientsNamedIn, type FoundClients, findClientVersions } from './client-versions.js';
import type { Sources } from './find-sources.js';
import type { ReadFile } from './read-file.js';
import { ScanResult } from './scan-result.js';
import type { SharedScan } from './shared-scan.js';
import type { SourceFile } from './source-file.js';
import { SourceReaders } from './source-readers.js';

/** Reads the files that may subscribe, and follows what their values come from through the others. */
export function readSources(request: ScanRequest, sources: Sources): SourceFacts {
  const readers = new SourceReaders(sources.paths, request);
  const read = groupsOf(sources, readers).map((group) => readers.readGroup(group));
  return gather(request, sources, readers, read);
}

/** The same, shared with another thread where there is one. */
export async function readSourcesWith(scan: SharedScan, request: ScanRequest, sources: Sources): Promise<SourceFacts> {
  const readers = new SourceReaders(sources.paths, request);
  const read = await scan.readGroups(groupsOf(sources, readers), (group) => readers.readGroup(group));
  return gather(request, sources, readers, read);
}

/** What is read together: the files of each project and language. */
function groupsOf({ candidates }: Sources, readers: SourceReaders): readonly (readonly SourceFile[])[] {
  return [...groupBy(candidates, (candidate) => readers.groupOf(candidate)).values()];
}

/** @param read what came of each of the groups */
function gather(
  request: ScanRequest,
  sources: Sources,
  readers: SourceReaders,
  read: readonly (readonly ReadFile[])[],
): SourceFacts {
  const result = new ScanResult(request);
  const groups = groupsOf(sources, readers);
  const readOf = new Map(groups.flatMap((group, index) => group.map((file, at) => [file, read[index]?.[at]])));
  for (const candidate of sources.candidates) {
    const said = readOf.get(candidate);
    if (said !== undefined) result.add(candidate, said, readers.projectOf(candidate));
  }
  for (const hint of request.wrappers) result.addCalls(hint, readers.scripts.callsOf(hint.name, hint.table));
  const versions = request.isForList ? NO_CLIENTS : findClients(request, readers, result.projects);
  return {
    files: sources.files,
    clients: versions.clients,
    ...result.facts([...sources.limits, ...versions.limits]),
  };
}

const NO_CLIENTS: FoundClients = { clients: [], limits: [] };

/** The clients of the working directory and of every project that subscribes: a frontend has a lockfile of its own. */
function findClients(
  { cwd, repository }: ScanRequest,
  readers: SourceReaders,
  projects: Iterable<string>,
): FoundClients {
  const found = [...new Set([cwd, ...projects])].map((folder) => findClientVersions(folder, repository));
  const locked = found.flatMap((one) => one.clients);
  // Pages without a lockfile load the client from an address.
  const all =
    locked.length > 0
      ? locked
      : clientsNamedIn([...projects].flatMap((folder) => readers.scripts.naming('supabase', folder)));
  const clients = all.map((one) => [JSON.stringify(one), one] as const);
  return { clients: [...new Map(clients).values()], limits: [...new Set(found.flatMap(({ limits }) => limits))] };
}
