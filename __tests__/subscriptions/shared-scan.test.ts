import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SourceFacts } from '../../src/model/source.js';
import { findSources, findSourcesWith } from '../../src/subscriptions/find-sources.js';
import { readSources, readSourcesWith } from '../../src/subscriptions/read-candidates.js';
import { SharedScan } from '../../src/subscriptions/shared-scan.js';
import { SOURCE_NEEDLES } from '../../src/subscriptions/source-needles.js';

const PROJECTS = 12;
const FILES = 500;
let folder: string;

/** Projects of two languages, with what one file needs of another, among thousands of files that hold nothing. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'realtime-guard-shared-'));
  for (let project = 0; project < PROJECTS; project += 1) {
    const source = join(folder, `app${project}`, 'src');
    mkdirSync(source, { recursive: true });
    writeFileSync(join(folder, `app${project}`, 'package.json'), '{}');
    writeFileSync(join(folder, `app${project}`, 'pubspec.yaml'), 'name: app\n');
    for (let file = 0; file < FILES; file += 1)
      writeFileSync(join(source, `f${file}.ts`), `export const a${file} = 1;\n`);
    writeFileSync(join(source, 'tables.ts'), `export const ROOMS = 'rooms${project}';\n`);
    writeFileSync(
      join(source, 'live.ts'),
      `import { ROOMS } from './tables';\nclient.channel('c').on('postgres_changes', { event: '*', schema: 'public', table: ROOMS }, show).subscribe();\n`,
    );
    writeFileSync(
      join(source, 'live.dart'),
      `void listen() {\n  client.channel('c').onPostgresChanges(event: PostgresChangeEvent.all, schema: 'public', table: 'orders${project}', callback: show).subscribe();\n}\n`,
    );
    writeFileSync(join(source, 'made.ts'), "// @generated\nclient.channel('c').on('postgres_changes', {});\n");
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function request() {
  return { cwd: folder, repository: folder, sources: ['.'], wrappers: [], resolved: [] };
}

function search() {
  return { root: folder, repository: folder, globs: ['.'], needlesOf: SOURCE_NEEDLES };
}

async function scanWith(scan: SharedScan): Promise<SourceFacts> {
  try {
    return await readSourcesWith(scan, request(), await findSourcesWith(scan, search()));
  } finally {
    await scan.close();
  }
}

/** A script for the thread. */
function script(text: string): string {
  const path = join(folder, 'thread.mjs');
  writeFileSync(path, text);
  return path;
}

const TAKES = `
import { parentPort, workerData } from 'node:worker_threads';
const take = (shared, piece) => Atomics.compareExchange(new Uint8Array(shared), piece, 0, 1) === 0;
`;

test('one thread finds what there is', () => {
  const { files, subscriptions, limits } = readSources(request(), findSources(search()));
  expect(files).toBe(PROJECTS * (FILES + 4));
  expect(subscriptions.map(({ table }) => table).toSorted()).toEqual(
    Array.from({ length: PROJECTS }, (_, project) => [`orders${project}`, `rooms${project}`])
      .flat()
      .toSorted(),
  );
  expect(limits.at(-1)).toBe('7 more generated files were not looked at');
});

test('two threads find the same', async () => {
  expect(await scanWith(new SharedScan(folder))).toEqual(readSources(request(), findSources(search())));
});

test.each([
  ['cannot begin', 'throw new Error("no");'],
  ['takes a piece of the search and ends', `${TAKES} take(workerData.searches, 0); throw new Error("no");`],
  [
    'searches, takes all there is to read and ends',
    `${TAKES} parentPort.on('message', ({ work, piece, paths, groups }) => {
      if (work === 'search' && take(workerData.searches, piece)) parentPort.postMessage({ work, piece, holding: paths });
      if (work === 'read') { for (const { piece } of groups) take(workerData.readings, piece); throw new Error('no'); }
    });`,
  ],
  [
    'needs more memory than it may have',
    `${TAKES} take(workerData.searches, 0); const all = []; for (;;) all.push(Array.from({ length: 1000 }, () => ({})));`,
  ],
])('a thread that %s leaves nothing out', async (_what, text) => {
  const thread = script(text);
  const facts = await scanWith(new SharedScan(folder, () => thread));
  expect(facts).toEqual(readSources(request(), findSources(search())));
});

test('without the script of the thread everything is done here', async () => {
  expect(await scanWith(new SharedScan(folder, () => null))).toEqual(readSources(request(), findSources(search())));
});
