import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { timeOnce } from './measure.mjs';
import { DIST } from './programs.mjs';

/**
 * How much of dist/ a run loads. V8's coverage names every script that V8 compiled, however it was loaded.
 * @param {import('./measure.mjs').Program} program of which `file` is Node
 * @returns {{ bytes: number, files: string[] }} `files` relative to dist/
 */
export function loadedBytes(program) {
  const folder = mkdtempSync(join(tmpdir(), 'rg-loaded-'));
  try {
    timeOnce({ ...program, env: { ...program.env, NODE_V8_COVERAGE: folder } });
    const scripts = readdirSync(folder).flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).result);
    const prefix = pathToFileURL(DIST).href;
    const urls = new Set(scripts.map(({ url }) => url).filter((url) => url.startsWith(prefix)));
    const paths = [...urls].map((url) => fileURLToPath(url));
    return {
      bytes: paths.reduce((sum, path) => sum + statSync(path).size, 0),
      files: paths.map((path) => path.slice(DIST.length)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
