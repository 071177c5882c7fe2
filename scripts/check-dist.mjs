#!/usr/bin/env node
/** Builds dist/ anew in another folder and compares: exits 1 and names the files when the committed one is not current. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/** @returns {Map<string, string>} content by path */
function filesOf(/** @type {string} */ folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      return [relative(folder, path), readFileSync(path, 'latin1')];
    }),
  );
}

const folder = mkdtempSync(join(tmpdir(), 'realtime-guard-dist-'));
try {
  bundle(folder);
  const [fresh, committed] = [filesOf(folder), filesOf(DIST)];
  const names = [...new Set([...fresh.keys(), ...committed.keys()])].sort();
  const stale = names.filter((name) => fresh.get(name) !== committed.get(name));
  for (const name of stale) console.error(`dist/${name} is not what the sources build: run npm run build`);
  if (stale.length === 0) console.log(`dist: ${names.length} files are what the sources build`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
