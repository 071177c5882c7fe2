import { parentPort, workerData } from 'node:worker_threads';
import { openEmbedded } from './open-embedded.js';
import { limitEngineMemory, serveDatabase } from './serve-database.js';

/**
 * The script of the thread that openInThread() starts: dist/embedded/thread.js. Its data is the folder of the assets.
 * The engine needs no eval(), which is how a library would bring JavaScript; confine() lets in no such library.
 */
Reflect.deleteProperty(globalThis, 'eval');

if (parentPort === null) throw new Error('this is the script of a thread');
limitEngineMemory(Number(workerData.engineMegabytes));
await serveDatabase(parentPort, () => openEmbedded(String(workerData.data)));
