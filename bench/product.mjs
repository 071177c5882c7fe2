import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The product's own modules are in lib/, which is compiled when it is missing. */
export function compileOnce() {
  if (existsSync(join(ROOT, 'lib/catalog'))) return;
  const words = [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'];
  const { status } = spawnSync(process.execPath, words, { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('tsc -p tsconfig.build.json failed');
}
