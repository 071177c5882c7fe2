import { once } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import { codeOf, messageOf } from '../../model/thrown.js';
import type { Database } from '../database.js';
import type { ReplayDatabase } from './replay-database.js';
import type { Answer, Request } from './thread-messages.js';

/**
 * The thread's side: opens the database with the first message it is sent and does what the others ask, one after the
 * other, until it is told to close.
 */
export async function serveDatabase<Material>(
  port: MessagePort,
  open: (material: Material) => Promise<Database & ReplayDatabase>,
): Promise<void> {
  const answer = (message: Answer): void => port.postMessage(message);
  let database: Database & ReplayDatabase;
  try {
    const [material]: Material[] = await once(port, 'message');
    // Without a listener the port no longer holds the thread, and Node waits for V8's compilers before it goes on: 120 ms.
    port.ref();
    if (material === undefined) throw new Error('the thread was sent nothing');
    database = await open(material);
  } catch (error) {
    answer({ kind: 'not-opened', message: messageOf(error) });
    port.close();
    return;
  }
  let last: Promise<void> = Promise.resolve();
  port.on('message', (request: Request) => {
    last = last.then(async () => {
      try {
        answer({ kind: 'value', id: request.id, value: await obey(database, request) });
      } catch (error) {
        answer({ kind: 'failed', id: request.id, code: codeOf(error), message: messageOf(error) });
      }
      if (request.call === 'close') port.close();
    });
  });
  answer({ kind: 'ready', engine: database.engine });
}

async function obey(database: Database & ReplayDatabase, request: Request): Promise<unknown> {
  switch (request.call) {
    case 'exec':
      await database.exec(request.sql);
      return null;
    case 'select':
      return await database.select(request.sql, request.parameters);
    case 'query':
      return await database.query(request.query, request.parameters);
    case 'close':
      await database.close();
      return null;
  }
}

/**
 * Bounds the engine's memory from within its thread: what it cannot get, PostgreSQL reports as "out of memory" and lives
 * on. The engine makes its memory itself and takes no limit, so its growing is intercepted; nothing else in the thread
 * has such memory.
 */
export function limitEngineMemory(megabytes: number): void {
  const memory: unknown = Reflect.get(Reflect.get(globalThis, 'WebAssembly') ?? {}, 'Memory');
  if (typeof memory !== 'function') throw new Error('this Node.js has no WebAssembly.Memory');
  const prototype: unknown = memory.prototype;
  if (typeof prototype !== 'object' || prototype === null) throw new Error('WebAssembly.Memory has no prototype');
  const grow: unknown = Reflect.get(prototype, 'grow');
  if (typeof grow !== 'function') throw new Error('WebAssembly.Memory has no grow()');
  const limited = function (this: { readonly buffer: ArrayBuffer }, pages: number): unknown {
    const wanted = this.buffer.byteLength + pages * PAGE_BYTES;
    if (wanted > megabytes * 1024 * 1024) throw new RangeError(`the engine may have ${megabytes} MB`);
    return Reflect.apply(grow, this, [pages]);
  };
  Object.defineProperty(prototype, 'grow', { value: limited, configurable: true, writable: true });
}

/** A page of WebAssembly. */
const PAGE_BYTES = 65_536;
