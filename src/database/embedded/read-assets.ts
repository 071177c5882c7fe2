import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/** What scripts/embedded/make-assets.mjs put into a folder, ready for the engine. */
export interface EmbeddedAssets {
  /** A WebAssembly.Module. */
  readonly program: object;
  readonly programFiles: Blob;
  /** A tar of the data directory, with the extensions beside it. */
  readonly dataDirectory: Blob;
}

/** ES2023 does not declare it, and the DOM's declarations are not for Node. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

const decompress = promisify(brotliDecompress);
/** The largest asset is 12 MB; the default of 16 KB would put it together from 800 pieces. */
const CHUNK_BYTES = 1_048_576;

/**
 * Reads and unpacks all at the same time, as unpacking is most of the work before the engine starts.
 * @throws Error when a file is not there or not what it was
 */
export async function readAssets(folder: string): Promise<EmbeddedAssets> {
  const unpack = async (name: string): Promise<Buffer<ArrayBuffer>> =>
    await decompress(await readFile(join(folder, name)), { chunkSize: CHUNK_BYTES });
  const [program, programFiles, extensions, project] = await Promise.all([
    unpack('pglite.wasm.br').then((bytes) => WebAssembly.compile(bytes)),
    unpack('pglite.data.br'),
    unpack('extensions.tar.br'),
    unpack('project.tar.br'),
  ]);
  return { program, programFiles: new Blob([programFiles]), dataDirectory: new Blob([extensions, project]) };
}
