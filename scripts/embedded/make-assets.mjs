#!/usr/bin/env node
/**
 * Makes dist/embedded/, which the action and the command line share: the engine as its package has it, what it reads,
 * the extensions and the data directory of a new project (docs/adr/0004). Run alone, it brings dist/embedded/ up to date.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { extensionFiles } from './extensions.mjs';
import { embeddedLicenses } from './licenses.mjs';
import { writeTar } from './tar.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist/embedded');
const ENGINE = join(ROOT, 'node_modules/@electric-sql/pglite/dist');
const PACKED = ['pglite.wasm.gz', 'pglite.data.gz', 'extensions.tar.gz', 'project.tar.gz'];

/**
 * The packed assets as they are in dist/ now, read before a build empties it.
 * @returns {ReadonlyMap<string, Buffer>}
 */
export function readPackedAssets() {
  const there = PACKED.filter((name) => existsSync(join(DIST, name)));
  return new Map(there.map((name) => [name, readFileSync(join(DIST, name))]));
}

/**
 * Writes every asset. What is packed already and has not changed keeps its bytes: another release of zlib packs the
 * same content differently.
 * @param {string} out an absolute path
 * @param {ReadonlyMap<string, Buffer>} packed from readPackedAssets()
 * @throws {Error} when the baseline is not valid SQL; it says where
 */
export function makeAssets(out, packed) {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'pglite.cjs'), readFileSync(join(ENGINE, 'index.cjs')));
  writeFileSync(join(out, 'licenses.txt'), embeddedLicenses(ROOT));
  const contents = {
    'pglite.wasm.gz': readFileSync(join(ENGINE, 'pglite.wasm')),
    'pglite.data.gz': readFileSync(join(ENGINE, 'pglite.data')),
    'extensions.tar.gz': extensionsBesideDataDirectory(),
    'project.tar.gz': dataDirectory(),
  };
  for (const [name, content] of Object.entries(contents)) {
    writeFileSync(join(out, name), keepIfSame(packed.get(name), content) ?? pack(content));
  }
}

/** The engine unpacks a tar into its data directory; the extensions belong beside it. Another tar is appended to it. */
function extensionsBesideDataDirectory() {
  return writeTar(new Map([...extensionFiles(ROOT)].map(([path, content]) => [`../${path}`, content])));
}

function dataDirectory() {
  const folder = mkdtempSync(join(tmpdir(), 'realtime-guard-project-'));
  try {
    const file = join(folder, 'project.tar');
    const builder = fileURLToPath(new URL('./build-data-dir.mjs', import.meta.url));
    const { status } = spawnSync(process.execPath, [builder, file], { cwd: ROOT, stdio: 'inherit', env: {} });
    if (status !== 0) throw new Error('the data directory could not be made');
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function keepIfSame(/** @type {Buffer | undefined} */ packed, /** @type {Buffer} */ content) {
  return packed !== undefined && gunzipSync(packed).equals(content) ? packed : null;
}

/** Not brotli, which would save 2.7 MB of 8.3 and costs every run 60 ms (docs/adr/0005). */
function pack(/** @type {Buffer} */ content) {
  return gzipSync(content, { level: 9 });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) makeAssets(DIST, readPackedAssets());
