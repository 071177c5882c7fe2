import { sentValue } from '../model/filter-value.js';
import type { FilterCondition } from '../model/parse-filter.js';
import { compressedSize } from './pglz-size.js';

/** What an entry of a B-tree may have. */
export const MOST_INDEX_BYTES = 2_704;

/** Above this an index compresses a value. */
const COMPRESSED_FROM = 510;

/** The type's own number is not known; the compression of a whole value is off by a few bytes for it. */
const SLACK = 16;

/**
 * The bytes of a subscription's entry in the unique index of realtime.subscription, which holds its filters whole; null
 * when they fit. PostgreSQL's own layout: index entry, array, composite values. Measured: 70 random uuids fit, 71 do not.
 */
export function oversizeOf(conditions: readonly FilterCondition[], event: string): number | null {
  const filters = layOut(conditions);
  const whole = entryBytes(filters.length + 4, event);
  if (whole <= MOST_INDEX_BYTES) return null;
  const compressed = filters.length > COMPRESSED_FROM ? compressedSize(filters) : null;
  if (compressed === null) return whole;
  const entry = entryBytes(compressed + 8, event);
  return entry > MOST_INDEX_BYTES + SLACK ? entry : null;
}

/** Header, subscription_id and entity, the filters, the event, and an empty list of selected columns. */
function entryBytes(filterBytes: number, event: string): number {
  return align(8 + 24 + filterBytes + (1 + event.length) + 13, 8);
}

/** realtime.user_defined_filter[] without its length: five numbers, then one composite value each. */
function layOut(conditions: readonly FilterCondition[]): Uint8Array {
  const bytes: number[] = new Array<number>(20).fill(0);
  for (const condition of conditions) {
    const start = bytes.length;
    bytes.push(...HEADER);
    pushText(bytes, start, condition.column);
    pad(bytes, start, 4);
    bytes.push(0, 0, 0, 0);
    pushText(bytes, start, sentValue(condition));
    bytes.push(Number(condition.isNegated));
    pad(bytes, start, 8);
  }
  return Uint8Array.from(bytes);
}

const HEADER: readonly number[] = [
  0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 4, 0, 2, 0, 24, 0,
];

/** A short text has one byte for its length and stands where it comes, a longer one four, on a multiple of four. */
function pushText(bytes: number[], start: number, text: string): void {
  const encoded = new TextEncoder().encode(text);
  if (encoded.length <= 126) bytes.push(encoded.length);
  else {
    pad(bytes, start, 4);
    bytes.push(0, 0, 0, 0);
  }
  for (const byte of encoded) bytes.push(byte);
}

function pad(bytes: number[], start: number, to: number): void {
  while ((bytes.length - start) % to !== 0) bytes.push(0);
}

function align(size: number, to: number): number {
  return Math.ceil(size / to) * to;
}
