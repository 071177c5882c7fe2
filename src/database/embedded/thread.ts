import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { loadEngine } from './engine.js';
import { openEmbedded } from './open-embedded.js';
import type { EmbeddedAssets } from './read-assets.js';
import { limitEngineMemory, serveDatabase } from './serve-database.js';

/**
 * The script of the thread that openInThread() starts: dist/embedded/thread.js. It is started with the folder of the
 * assets and is sent what was read there.
 * The engine needs no eval(), which is how a library would bring JavaScript; confine() lets in no such library.
 */
Reflect.deleteProperty(globalThis, 'eval');

if (parentPort === null) throw new Error('this is the script of a thread');
limitEngineMemory(Number(workerData.engineMegabytes));
const engine = loadEngine(join(String(workerData.data), 'pglite.cjs'));
void serveDatabase(parentPort, (assets: EmbeddedAssets) => openEmbedded(engine, assets));
