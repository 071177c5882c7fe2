import { parentPort, workerData } from 'node:worker_threads';
import { Claims } from './claims.js';
import { decodeSource } from './decode-source.js';
import { ProjectFolders } from './project-folders.js';
import { FileBytes } from './read-bytes.js';
import { toFile } from './repository-paths.js';
import type { SourceFile } from './source-file.js';
import { isScript, SOURCE_NEEDLES } from './source-needles.js';
import { extensionOf, type SourcePath } from './source-path.js';
import { SourceSearch } from './source-search.js';
import type { Done, ReadPiece, ThreadData, Work } from './thread-messages.js';

/** The script of the thread that ScanThread starts: the command line's, see cli.ts. It takes the pieces that nobody has taken. */
if (parentPort === null) throw new Error('this is the script of a thread');
const port = parentPort;
const { repository, searches, readings } = workerData as ThreadData;
const searchClaims = new Claims(searches);
const readClaims = new Claims(readings);
const search = new SourceSearch(SOURCE_NEEDLES);
const bytes = new FileBytes();
/** What the languages without a parser may ask for. */
const others = new Set<string>();

port.on('message', (work: Work) => {
  if (work.work === 'search') searchPiece(work.piece, work.paths);
  else void readGroups(work.groups);
});

function searchPiece(piece: number, paths: readonly string[]): void {
  for (const path of paths) if (!isScript({ file: path })) others.add(path);
  if (searchClaims.take(piece)) tell({ work: 'search', piece, holding: paths.filter((path) => search.holds(path)) });
}

/** From the last to the first, towards whoever began at the other end. */
async function readGroups(groups: readonly ReadPiece[]): Promise<void> {
  const { LexedReaders } = await import('./lexed-readers.js');
  const readers = new LexedReaders([...others].map(toSourcePath), new ProjectFolders(repository));
  for (const { piece, paths } of groups.toReversed()) {
    if (readClaims.take(piece)) tell({ work: 'read', piece, files: readers.readGroup(paths.map(open)) });
  }
}

function toSourcePath(path: string): SourcePath {
  return { path, file: toFile(repository, path), extension: extensionOf(path) };
}

/** @throws what the file system throws, which ends the thread: whoever listed the file has read it a moment ago */
function open(path: string): SourceFile {
  const read = bytes.read(path);
  return { path, file: toFile(repository, path), text: typeof read === 'number' ? '' : decodeSource(read) };
}

function tell(done: Done): void {
  port.postMessage(done);
}
