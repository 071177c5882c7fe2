#!/usr/bin/env node
/**
 * Makes dist/ from the sources: TypeScript to lib/, then ncc for the two entries and the embedded database's thread, then
 * what that reads, then the rule pages beside the command line. The same sources give the same bytes on every machine; check-dist.mjs relies on it.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minifySync } from '@swc/core';
import { withEagerModules } from './eager-modules.mjs';
import { makeAssets, readPackedAssets } from './embedded/make-assets.mjs';
import { licensesOf } from './licenses.mjs';
import { withShortMethods } from './short-methods.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ENTRIES = [
  { entry: 'lib/action.js', out: '.' },
  { entry: 'lib/cli.js', out: 'cli' },
];
/** Started by path, so it is a file of its own beside what it reads. It bundles no package. */
const THREAD = { entry: 'lib/database/embedded/thread.js', out: 'embedded/thread.js' };

/**
 * Builds into a folder, which is emptied first.
 * @param {string} out an absolute path
 * @throws {Error} when a step fails; its output has been printed
 */
export function bundle(out) {
  const packed = readPackedAssets();
  rmSync(join(ROOT, 'lib'), { recursive: true, force: true });
  rmSync(out, { recursive: true, force: true });
  run('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
  withoutSideEffects('@actions/core');
  withoutDialects('@babel/parser', ['estree', 'v8intrinsic', 'placeholders']);
  asCommonJs(() => {
    for (const { entry, out: folder } of ENTRIES) {
      const stats = bundleEntry(entry, join(out, folder));
      writeFileSync(join(out, folder, 'licenses.txt'), licensesOf(stats, ROOT));
    }
    bundleEntry(THREAD.entry, join(ROOT, 'lib/thread'));
  });
  writeFileSync(join(out, 'package.json'), '{ "type": "commonjs" }\n');
  shareChunks(out, join(out, 'cli'));
  makeAssets(join(out, 'embedded'), packed);
  cpSync(join(ROOT, 'lib/thread/index.js'), join(out, THREAD.out));
  cpSync(join(ROOT, 'docs/rules'), join(out, 'cli/rules'), { recursive: true });
}

/**
 * Has the bundler write CommonJS, as it does for scripts that no package.json says to be modules: to load a chunk of
 * modules takes Node some three milliseconds, of CommonJS a third of one (docs/adr/0001).
 * @param {() => void} work
 */
function asCommonJs(work) {
  const marker = join(ROOT, 'lib/package.json');
  writeFileSync(marker, '{}');
  try {
    work();
  } finally {
    rmSync(marker);
  }
}

/**
 * Puts a copy of a package beside what is bundled that says what is true of it: that to import it does nothing. Then the
 * bundler leaves out what nobody uses; of @actions/core an HTTP client for tokens, four fifths of the action's entry
 * (docs/adr/0003).
 * @param {string} name of a package
 */
function withoutSideEffects(name) {
  const copy = join(ROOT, 'lib/node_modules', name);
  cpSync(join(ROOT, 'node_modules', name), copy, { recursive: true });
  const manifest = join(copy, 'package.json');
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), sideEffects: false }));
}

/**
 * Puts a copy of the parser beside what is bundled that does not list dialects which nobody asks it for; the minifier then
 * leaves out their code (docs/adr/0007).
 * @param {string} name of a package
 * @param {string[]} dialects
 * @throws {Error} when the package no longer lists them
 */
function withoutDialects(name, dialects) {
  // Beside the scanner alone: there both entries number the parser alike, and share its chunk.
  const copy = join(ROOT, 'lib/subscriptions/node_modules', name);
  cpSync(join(ROOT, 'node_modules', name), copy, { recursive: true });
  const path = join(copy, 'lib/index.js');
  const code = readFileSync(path, 'utf8');
  const list = /(?<=^const mixinPlugins = \{)[^}]*/m;
  const listed =
    list
      .exec(code)?.[0]
      .split(',')
      .map((one) => one.trim()) ?? [];
  if (dialects.some((one) => !listed.includes(one))) throw new Error(`${path} lists no ${dialects.join(', ')}`);
  writeFileSync(path, withShortMethods(code.replace(list, listed.filter((one) => !dialects.includes(one)).join())));
}

/**
 * One entry and all it imports, small, into a folder.
 * @param {string} entry
 * @param {string} folder absolute
 * @returns {import('./licenses.mjs').Stats} which modules went in
 */
function bundleEntry(entry, folder) {
  const stats = join(ROOT, 'lib', 'stats.json');
  run('node_modules/@vercel/ncc/dist/ncc/cli.js', [
    ...['build', entry, '--out', folder, '--stats-out', stats],
    ...['--target', 'es2023', '--no-cache', '--quiet'],
  ]);
  minifyFolder(folder);
  return JSON.parse(readFileSync(stats, 'utf8'));
}

/**
 * Makes every script of a folder small: half the bytes load a fifth faster (docs/adr/0003), and a third pass takes off what
 * the second leaves. ncc's own --minify leaves out the chunks that are loaded on demand.
 * @param {string} folder
 */
function minifyFolder(folder) {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.js')) continue;
    const path = join(folder, name);
    const { code } = minifySync(readFileSync(path, 'utf8'), {
      module: true,
      compress: { passes: 3 },
      mangle: true,
      format: { comments: false },
    });
    writeFileSync(path, withEagerModules(code));
  }
}

/**
 * A chunk that both entries have is kept once, and the other entry looks for it there: the parser and the scanner are most
 * of what they load on demand. The bundler numbers chunks for each entry, and sometimes otherwise for one than the other.
 * @param {string} folder where it is kept @param {string} other a folder in that one
 * @throws {Error} when the bundler no longer writes its chunks as it did
 */
function shareChunks(folder, other) {
  const kept = new Map(chunksOf(folder).map(({ number, code }) => [code.replace(NUMBERED, ''), number]));
  const places = chunksOf(other).flatMap(({ number, code }) => {
    const same = kept.get(code.replace(NUMBERED, ''));
    return same === undefined ? [] : [{ number, same }];
  });
  const entry = join(other, 'index.js');
  const code = readFileSync(entry, 'utf8');
  const found = /\.u=(\w+)=>""\+\1\+"\.index\.js"/.exec(code);
  if (found === null) throw new Error(`${entry} names its chunks in another way than shareChunks() knows`);
  const [whole, id = ''] = found;
  const paths = Object.fromEntries(places.map(({ number, same }) => [number, `../${same}`]));
  const named = `.u=${id}=>(${JSON.stringify(paths)}[${id}]??${id})+".index.js"`;
  writeFileSync(
    entry,
    code.replace(whole, () => named),
  );
  for (const { number, same } of places) {
    rmSync(join(other, `${number}.index.js`));
    if (number !== same) withoutNumber(join(folder, `${same}.index.js`));
  }
}

/** What a chunk says of itself. */
const NUMBERED = /exports\.id=\d+,exports\.ids=\[[\d,]+\],/;

/** @param {string} folder @returns {{ number: number, code: string }[]} */
function chunksOf(folder) {
  return readdirSync(folder)
    .filter((name) => /^\d+[.]index[.]js$/.test(name))
    .map((name) => {
      const code = readFileSync(join(folder, name), 'utf8');
      if (!NUMBERED.test(code)) throw new Error(`${folder}/${name} is no chunk as shareChunks() knows them`);
      return { number: Number.parseInt(name, 10), code };
    });
}

/**
 * A chunk by which no entry takes another for loaded, which has that number there. It is then put in place again each time
 * it is asked for, which costs nothing.
 * @param {string} path of the chunk
 */
function withoutNumber(path) {
  writeFileSync(path, readFileSync(path, 'utf8').replace(NUMBERED, 'exports.ids=[],'));
}

/** @param {string} script @param {string[]} words */
function run(script, words) {
  const { status } = spawnSync(process.execPath, [join(ROOT, script), ...words], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${script} failed`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) bundle(join(ROOT, 'dist'));
