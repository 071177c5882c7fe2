import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readTar } from './tar.mjs';

const EXTENSION = 'share/postgresql/extension';

/**
 * The files of every extension that CREATE EXTENSION knows, by their path below the server's folder: those of the
 * packages, and a stub for each that Supabase has and nobody has built for this engine.
 * @param {string} root the folder that holds node_modules and src
 * @returns {Map<string, Buffer>} in the order of the paths
 */
export function extensionFiles(root) {
  const files = new Map();
  for (const bundle of bundles(root)) {
    for (const [path, content] of readTar(gunzipSync(readFileSync(bundle)))) {
      if (content !== null && /^(share|lib)\//.test(path)) files.set(path, content);
    }
  }
  for (const { name, sql } of stubs(join(root, 'src/database/embedded/baseline/extensions'))) {
    const control = `${EXTENSION}/${name}.control`;
    if (files.has(control)) throw new Error(`${name} is a stub and comes with a package too`);
    files.set(control, Buffer.from(CONTROL));
    files.set(`${EXTENSION}/${name}--1.0.sql`, Buffer.from(sql));
  }
  return new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Any role may create a stub, as on Supabase. */
const CONTROL = `comment = 'stands in for the extension while migrations are replayed'
default_version = '1.0'
relocatable = false
superuser = false
trusted = true
`;

function bundles(/** @type {string} */ root) {
  const packages = ['pglite', 'pglite-pgvector', 'pglite-pgmq'];
  return packages.flatMap((name) => {
    const folder = join(root, 'node_modules/@electric-sql', name, 'dist');
    const names = readdirSync(folder).filter((file) => file.endsWith('.tar.gz'));
    return names.map((file) => join(folder, file));
  });
}

/** A file of SQL each; those that have nothing but their name are listed in empty.txt. */
function stubs(/** @type {string} */ folder) {
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  const empty = readFileSync(join(folder, 'empty.txt'), 'utf8').trim().split('\n');
  return [
    ...scripts.map((file) => ({ name: basename(file, '.sql'), sql: readFileSync(join(folder, file), 'utf8') })),
    ...empty.map((name) => ({ name, sql: '' })),
  ];
}
