#!/usr/bin/env node
/**
 * Makes dist/ from the sources: TypeScript to lib/, then ncc for the two entries, then the rule pages beside the command
 * line. The same sources give the same bytes on every machine; check-dist.mjs relies on it.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minifySync } from '@swc/core';
import { licensesOf } from './licenses.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ENTRIES = [
  { entry: 'lib/action.js', out: '.' },
  { entry: 'lib/cli.js', out: 'cli' },
];

/**
 * Builds into a folder, which is emptied first.
 * @param {string} out an absolute path
 * @throws {Error} when a step fails; its output has been printed
 */
export function bundle(out) {
  rmSync(join(ROOT, 'lib'), { recursive: true, force: true });
  rmSync(out, { recursive: true, force: true });
  run('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
  for (const { entry, out: folder } of ENTRIES) {
    const stats = join(ROOT, 'lib', 'stats.json');
    run('node_modules/@vercel/ncc/dist/ncc/cli.js', [
      'build',
      entry,
      '--out',
      join(out, folder),
      '--stats-out',
      stats,
      '--target',
      'es2023',
      '--no-cache',
      '--quiet',
    ]);
    minifyFolder(join(out, folder));
    const licenses = licensesOf(JSON.parse(readFileSync(stats, 'utf8')), ROOT);
    writeFileSync(join(out, folder, 'licenses.txt'), licenses);
  }
  cpSync(join(ROOT, 'docs/rules'), join(out, 'cli/rules'), { recursive: true });
}

/**
 * Makes every script of a folder small: half the bytes load a fifth faster (docs/adr/0003). ncc's own --minify leaves
 * out the chunks that are loaded on demand.
 * @param {string} folder
 */
function minifyFolder(folder) {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.js')) continue;
    const path = join(folder, name);
    const { code } = minifySync(readFileSync(path, 'utf8'), {
      module: true,
      compress: true,
      mangle: true,
      format: { comments: false },
    });
    writeFileSync(path, code);
  }
}

/** @param {string} script @param {string[]} words */
function run(script, words) {
  const { status } = spawnSync(process.execPath, [join(ROOT, script), ...words], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${script} failed`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) bundle(join(ROOT, 'dist'));
