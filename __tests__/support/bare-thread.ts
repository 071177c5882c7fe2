import { mkdir, mkdtemp, readdir, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformFile } from '@swc/core';

const ROOT = join(import.meta.dirname, '../..');

const ENTRY = `
import { parentPort, workerData } from 'node:worker_threads';
import { openBareEmbedded } from './__tests__/support/bare-embedded.js';
import { limitEngineMemory, serveDatabase } from './src/database/embedded/serve-database.js';
limitEngineMemory(workerData.engineMegabytes);
await serveDatabase(parentPort, async () => ({ engine: 'bare', query: async () => [], ...(await openBareEmbedded()) }));
`;

/** A script for a thread that opens the bare engine. Threads read no TypeScript, so what it needs is translated first. */
export async function makeThreadEntry(): Promise<{ readonly folder: string; readonly url: URL }> {
  const folder = await mkdtemp(join(tmpdir(), 'rg-thread-'));
  const names = await readdir(join(ROOT, 'src'), { recursive: true });
  const sources = names.filter((name) => name.endsWith('.ts')).map((name) => join('src', name));
  for (const source of [...sources, '__tests__/support/bare-embedded.ts']) {
    const { code } = await transformFile(join(ROOT, source), {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
      module: { type: 'es6' },
    });
    const target = join(folder, source.replace(/ts$/, 'js'));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, code);
  }
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'entry.js'), ENTRY);
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return { folder, url: pathToFileURL(join(folder, 'entry.js')) };
}
