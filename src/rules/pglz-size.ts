/** What can be at most referred back to, and the longest piece that is. */
const FARTHEST = 0x0fff;
const LONGEST = 273;
/** A match this long is taken at once; each further try asks for a tenth less. */
const GOOD_MATCH = 128;
/** Given up when nothing was found up to here, or when a quarter is not saved. */
const FIRST_SUCCESS_BY = 1_024;

/**
 * The size that PostgreSQL's own compression brings bytes to, or null when it gives them up as incompressible. Its
 * search is followed step by step, since what it finds depends on how it looks. Source: src/common/pg_lzcompress.c,
 * strategy default.
 */
export function compressedSize(bytes: Uint8Array): number | null {
  const most = Math.floor((bytes.length * 75) / 100);
  const history = new Map<number, number[]>();
  let [at, written, items, isFound] = [0, 0, 0, false];
  while (at < bytes.length) {
    if (written >= most || (!isFound && written >= FIRST_SUCCESS_BY)) return null;
    const length = longestMatch(bytes, at, history);
    // Eight items share a byte that says which of them are references.
    if (items % 8 === 0) written += 1;
    items += 1;
    isFound ||= length > 0;
    written += length === 0 ? 1 : length > 17 ? 3 : 2;
    for (const end = at + Math.max(length, 1); at < end; at += 1) remember(history, hashAt(bytes, at), at);
  }
  return written >= most ? null : written;
}

/** The length of the longest piece that was seen before, 0 where none is of three bytes or more. */
function longestMatch(bytes: Uint8Array, at: number, history: ReadonlyMap<number, readonly number[]>): number {
  let [longest, enough] = [0, GOOD_MATCH];
  const seen = history.get(hashAt(bytes, at)) ?? [];
  for (let index = seen.length - 1; index >= 0; index -= 1) {
    const from = seen[index] ?? 0;
    if (at - from >= FARTHEST) break;
    let length = 0;
    while (at + length < bytes.length && length < LONGEST && bytes[at + length] === bytes[from + length]) length += 1;
    longest = Math.max(longest, length);
    if (longest >= enough) break;
    enough -= Math.floor(enough / 10);
  }
  return longest > 2 ? longest : 0;
}

function remember(history: Map<number, number[]>, hash: number, at: number): void {
  const seen = history.get(hash);
  if (seen === undefined) history.set(hash, [at]);
  else seen.push(at);
}

/** Of four bytes, taken as signed numbers as most machines do; of the last three bytes the first alone. */
function hashAt(bytes: Uint8Array, at: number): number {
  const signed = (offset: number): number => ((bytes[at + offset] ?? 0) << 24) >> 24;
  const hash = (signed(0) << 6) ^ (signed(1) << 4) ^ (signed(2) << 2) ^ signed(3);
  return (at + 4 > bytes.length ? signed(0) : hash) & mask(bytes.length);
}

function mask(length: number): number {
  return (length < 128 ? 512 : length < 256 ? 1_024 : length < 512 ? 2_048 : length < 1_024 ? 4_096 : 8_192) - 1;
}
