/**
 * Just enough of the tar format (POSIX.1-1988 ustar) for what we pack: files and folders, without times, owners and
 * rights, so that the same files are the same bytes.
 * @typedef {ReadonlyMap<string, Buffer | null>} Files content by path; null for a folder
 */

const BLOCK = 512;

/**
 * The archive without the two empty blocks that end one: what another archive can be appended to.
 * @param {Files} files
 * @returns {Buffer}
 */
export function writeTar(files) {
  const blocks = [...files].flatMap(([path, content]) => {
    const padding = Buffer.alloc((BLOCK - ((content?.length ?? 0) % BLOCK)) % BLOCK);
    return [header(path, content), ...(content === null ? [] : [content, padding])];
  });
  return Buffer.concat(blocks);
}

/** The two empty blocks. */
export const END_OF_TAR = Buffer.alloc(2 * BLOCK);

/**
 * @param {Uint8Array} archive
 * @returns {Map<string, Buffer | null>}
 */
export function readTar(archive) {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const files = new Map();
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0; ) {
    const [name, prefix] = [text(bytes, at, 100), text(bytes, at + 345, 155)];
    const size = Number.parseInt(text(bytes, at + 124, 12), 8) || 0;
    const path = prefix === '' ? name : `${prefix}/${name}`;
    const type = String.fromCharCode(bytes[at + 156] ?? 0);
    if (type === '5') files.set(path.replace(/\/$/, ''), null);
    else if (type === '0' || type === '\0') files.set(path, bytes.subarray(at + BLOCK, at + BLOCK + size));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function text(/** @type {Buffer} */ bytes, /** @type {number} */ from, /** @type {number} */ length) {
  return bytes.toString('utf8', from, from + length).replace(/\0.*$/s, '');
}

function header(/** @type {string} */ path, /** @type {Buffer | null} */ content) {
  if (Buffer.byteLength(path) > 100) throw new Error(`${path} is longer than the 100 bytes of a tar header`);
  const bytes = Buffer.alloc(BLOCK);
  const octal = (/** @type {number} */ value, /** @type {number} */ digits) => value.toString(8).padStart(digits, '0');
  bytes.write(path, 0);
  bytes.write(`${octal(content === null ? 0o755 : 0o644, 7)}\0`, 100);
  bytes.write(`${octal(0, 7)}\0${octal(0, 7)}\0`, 108);
  bytes.write(`${octal(content?.length ?? 0, 11)}\0${octal(0, 11)}\0`, 124);
  // The checksum is made over the header with spaces in its place.
  bytes.write('        ', 148);
  bytes.write(content === null ? '5' : '0', 156);
  bytes.write('ustar\x0000', 257);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${octal(sum, 6)}\0 `, 148);
  return bytes;
}
