import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** What scripts/embedded/make-assets.mjs put into a folder, ready for the engine. */
export interface EmbeddedAssets {
  /** A WebAssembly.Module. */
  readonly program: object;
  readonly programFiles: ArrayBuffer;
  /** A tar of the data directory, with the extensions beside it. */
  readonly dataDirectory: ArrayBuffer;
}

/** ES2023 does not declare it, and the DOM's declarations are not for Node. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

const decompress = promisify(gunzip);
/** The largest asset is 12 MB: each is unpacked in one piece, where the default of 16 KB would make 800 of it. */
const CHUNK_BYTES = 16 * 1_048_576;

/**
 * Reads and unpacks all at the same time, as unpacking is most of the work before the engine starts.
 * @throws Error when a file is not there or not what it was
 */
export async function readAssets(folder: string): Promise<EmbeddedAssets> {
  const unpack = async (name: string): Promise<Buffer<ArrayBuffer>> =>
    await decompress(await readFile(join(folder, name)), { chunkSize: CHUNK_BYTES });
  const [program, programFiles, extensions, project] = await Promise.all([
    unpack('pglite.wasm.gz').then((bytes) => WebAssembly.compile(bytes)),
    unpack('pglite.data.gz'),
    unpack('extensions.tar.gz'),
    unpack('project.tar.gz'),
  ]);
  return { program, programFiles: together(programFiles), dataDirectory: together(extensions, project) };
}

/** In memory of their own, so that it can be handed to another thread. */
function together(...parts: readonly Buffer[]): ArrayBuffer {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.buffer;
}
