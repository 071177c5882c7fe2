import { readFileSync } from 'node:fs';
import { InputError } from '../model/input-error.js';
import { messageOf } from '../model/thrown.js';

/** Enough of a file to see how it is encoded. */
const HEAD = 4096;

/**
 * A SQL file's text without its byte order mark: UTF-8, or UTF-16 as editors on Windows save it, with or without a
 * mark. What is no UTF-8 is replaced, because a comment in some old encoding breaks no statement.
 * @throws InputError when the file cannot be read
 */
export function readSql(path: string): string {
  const bytes = readBytes(path);
  const text = decode(bytes, encodingOf(bytes));
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new InputError(`${path} cannot be read: ${messageOf(error)}`);
  }
}

type Encoding = 'utf8' | 'utf16le' | 'utf16be';

/** PostgreSQL's text holds no NUL, so one betrays UTF-16, and on which side it stands betrays the byte order. */
function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf16be';
  const nuls = [0, 0];
  for (const [index, byte] of bytes.subarray(0, HEAD).entries()) {
    if (byte === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = nuls;
  if (odd > even) return 'utf16le';
  return even > odd ? 'utf16be' : 'utf8';
}

function decode(bytes: Buffer, encoding: Encoding): string {
  if (encoding !== 'utf16be') return bytes.toString(encoding);
  const whole = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return whole.swap16().toString('utf16le');
}
