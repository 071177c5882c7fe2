import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** Files over this many bytes are not read: nobody writes one by hand. */
export const MOST_BYTES = 4_000_000;

/** A short read of a file system that reads in pieces ends where a page does. */
const PAGE = 4096;

/** Without O_NONBLOCK a pipe that has taken a file's place would block for ever. Windows has neither. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Reads one file after the other into one buffer: of all ways that Node has, the fastest for many small files, and the
 * one that leaves no garbage behind.
 */
export class FileBytes {
  /** One byte more than is allowed tells that there are more. */
  readonly #buffer = Buffer.allocUnsafeSlow(MOST_BYTES + 1);

  /**
   * The bytes of a file, which are those of the next one after the next call; a number of bytes when they are too many.
   * @throws what the file system throws
   */
  read(path: string): Buffer | number {
    const file = openSync(path, FLAGS);
    try {
      const length = this.#readAll(file);
      return length > MOST_BYTES ? fstatSync(file).size : this.#buffer.subarray(0, length);
    } finally {
      closeSync(file);
    }
  }

  #readAll(file: number): number {
    let length = 0;
    for (;;) {
      const read = readSync(file, this.#buffer, length, this.#buffer.length - length, null);
      length += read;
      if (read === 0 || read % PAGE !== 0 || length === this.#buffer.length) return length;
    }
  }
}
