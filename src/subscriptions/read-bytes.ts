import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** Files over this many bytes are not read: nobody writes one by hand. */
export const MOST_BYTES = 4_000_000;

/** A short read of a file system that reads in pieces ends where a page does. */
const PAGE = 4096;

/** Without O_NONBLOCK a pipe that has taken a file's place would block for ever. Windows has neither. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** What nearly all source files fit in. A buffer that stays in the processor's cache is filled in half the time. */
const COMMON_BYTES = 131_072;

/**
 * Reads one file after the other into one buffer: of all ways that Node has, the fastest for many small files, and the
 * one that leaves no garbage behind.
 */
export class FileBytes {
  readonly #common = Buffer.allocUnsafeSlow(COMMON_BYTES);
  #large: Buffer | null = null;

  /**
   * The bytes of a file, which are those of the next one after the next call; a number of bytes when they are too many.
   * @throws what the file system throws
   */
  read(path: string): Buffer | number {
    const file = openSync(path, FLAGS);
    try {
      const length = fill(this.#common, file, 0);
      return length < COMMON_BYTES ? this.#common.subarray(0, length) : this.#readLarge(file);
    } finally {
      closeSync(file);
    }
  }

  #readLarge(file: number): Buffer | number {
    // One byte more than is allowed tells that there are more.
    this.#large ??= Buffer.allocUnsafeSlow(MOST_BYTES + 1);
    this.#common.copy(this.#large);
    const length = fill(this.#large, file, COMMON_BYTES);
    return length > MOST_BYTES ? fstatSync(file).size : this.#large.subarray(0, length);
  }
}

/** Reads on to the end of the file or of the buffer, whichever is nearer; gives how much the buffer holds. */
function fill(buffer: Buffer, file: number, from: number): number {
  for (let length = from; ; ) {
    const read = readSync(file, buffer, length, buffer.length - length, null);
    length += read;
    if (read === 0 || read % PAGE !== 0 || length === buffer.length) return length;
  }
}
