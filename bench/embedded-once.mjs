/**
 * What a measurement of the embedded database runs, in a process of its own; prints what it took in milliseconds.
 * Words: `bare` the engine as its package has it, with our data directory; `open` the same as we open it; `loop FOLDER`
 * a project's statements one after the other; `replay FOLDER` the same with all that a replay does.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist/embedded');
const ours = (name) => import(pathToFileURL(join(ROOT, 'lib', name)).href);

/** The data directory as a tar, which is made beforehand: unpacking it is ours, not the engine's. */
export function dataDirectory() {
  return Buffer.concat(['extensions', 'project'].map((name) => gunzipSync(readFileSync(join(DIST, `${name}.tar.gz`)))));
}

async function bare(file) {
  const { PGlite } = await import('@electric-sql/pglite');
  const engine = await PGlite.create({ loadDataDir: new Blob([readFileSync(file)]) });
  await engine.query('select 1');
}

async function open() {
  const { openEmbeddedInThread } = await ours('database/embedded/open-in-thread.js');
  const { REPLAY_LIMITS } = await ours('database/embedded/replay-limits.js');
  const database = await openEmbeddedInThread(REPLAY_LIMITS);
  await database.select('select 1');
  return database;
}

async function readFiles(folder) {
  const { findMigrations } = await ours('migrations/find-migrations.js');
  const { readStatements } = await ours('migrations/read-statements.js');
  const { files } = await findMigrations(folder, folder, null);
  return files.map((file) => ({ file: file.file, statements: readStatements(file) }));
}

async function loop(folder) {
  const [database, files] = [await open(), await readFiles(folder)];
  const start = performance.now();
  for (const { text } of files.flatMap(({ statements }) => statements)) await database.exec(text);
  return performance.now() - start;
}

async function replay(folder) {
  const [database, files] = [await open(), await readFiles(folder)];
  const { replay: run } = await ours('database/embedded/replay.js');
  const { REPLAY_LIMITS } = await ours('database/embedded/replay-limits.js');
  const start = performance.now();
  const { counts } = await run(database, files, REPLAY_LIMITS);
  if (counts.failed > 0) throw new Error(`${counts.failed} statements failed`);
  return performance.now() - start;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [what, where] = process.argv.slice(2);
  const start = performance.now();
  const took = await { bare, open, loop, replay }[what](where);
  console.log(typeof took === 'number' ? took : performance.now() - start);
  process.exit(0);
}
