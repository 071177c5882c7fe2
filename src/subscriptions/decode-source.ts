/** Which UTF-16 a file is in, told by its byte order mark; null for everything else, which is taken for UTF-8. */
export function wideEncodingOf(bytes: Buffer): 'utf16le' | 'utf16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf16be';
  return null;
}

/** A source file's text without its byte order mark; what is no UTF-8 is replaced. */
export function decodeSource(bytes: Buffer): string {
  const text = toText(bytes);
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function toText(bytes: Buffer): string {
  const encoding = wideEncodingOf(bytes);
  if (encoding !== 'utf16be') return bytes.toString(encoding ?? 'utf8');
  const whole = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return whole.swap16().toString('utf16le');
}
