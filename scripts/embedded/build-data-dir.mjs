#!/usr/bin/env node
/**
 * Makes the data directory of a new Supabase project and writes it as a tar to the file that is named. A process of its
 * own, because it stops the clock.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extensionFiles } from './extensions.mjs';
import { freezeTimeAndChance } from './freeze.mjs';
import { END_OF_TAR, readTar, writeTar } from './tar.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SCHEMA = join(ROOT, 'src/database/embedded/baseline/schema');

/** Nothing is made of the templates: CREATE DATABASE is not for migrations. They are two thirds of the directory. */
const DROP_TEMPLATES = [
  'update pg_database set datistemplate = false',
  'drop database template1',
  'drop database template0',
  'vacuum (freeze, analyze)',
  'checkpoint',
];

async function main(/** @type {string} */ out) {
  freezeTimeAndChance();
  const { PGlite, MemoryFS } = createRequire(import.meta.url)('@electric-sql/pglite');
  /** @type {Uint8Array} */
  let archive = new Uint8Array();
  // After the server has shut down and before its files are gone: a directory that needs no recovery.
  class KeptFiles extends MemoryFS {
    async closeFs() {
      const dump = await this.dumpTar('data', 'none');
      archive = new Uint8Array(await dump.arrayBuffer());
      await super.closeFs();
    }
  }
  const path = 'search_path="$user", public, extensions';
  const engine = await PGlite.create({
    fs: new KeptFiles(),
    // The smallest there is: a new directory holds one segment, whatever its size.
    initDbStartParams: ['--wal-segsize=1'],
    startParams: [
      ...PGlite.defaultStartParams.map((/** @type {string} */ word) => (word === 'search_path=public' ? path : word)),
      '-c',
      'wal_recycle=off',
    ],
  });
  for (const [file, content] of extensionFiles(ROOT)) engine.copyToFS(`/pglite/${file}`, content);
  for (const file of readdirSync(SCHEMA).sort()) await run(engine, file, readFileSync(join(SCHEMA, file), 'utf8'));
  for (const statement of DROP_TEMPLATES) await run(engine, statement, statement);
  await engine.close();
  writeFileSync(out, Buffer.concat([writeTar(contents(archive)), END_OF_TAR]));
}

async function run(/** @type {any} */ engine, /** @type {string} */ name, /** @type {string} */ sql) {
  try {
    await engine.exec(sql);
  } catch (error) {
    const { message, position, detail } = /** @type {any} */ (error);
    throw new Error(`${name}: ${message}${detail ? ` (${detail})` : ''} at character ${position}`);
  }
}

/** In the order of the paths, so that a folder comes before what is in it. */
function contents(/** @type {Uint8Array} */ archive) {
  const files = [...readTar(archive)].map(
    ([path, content]) => /** @type {const} */ ([path.replace(/^\//, ''), content]),
  );
  const kept = files.filter(([path]) => path !== '' && path !== 'postmaster.pid' && path !== 'postmaster.opts');
  return new Map(kept.sort(([one], [other]) => (one < other ? -1 : 1)));
}

const [out] = process.argv.slice(2);
if (out === undefined) throw new Error('say the file to write');
await main(out);
