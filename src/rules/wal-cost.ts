import { digits } from '../model/plural.js';
import type { TableStatistics } from '../model/statistics.js';

/** Bytes of WAL that one UPDATE writes which leaves the long values alone. */
export interface WalCost {
  readonly underDefault: number;
  readonly underFull: number;
  /** The row with its long values, as stored. */
  readonly row: number;
}

/** What an UPDATE writes besides the new row: record headers, the index entry and the commit. */
const UPDATE_OVERHEAD = 215;
/** The header of the old row. */
const OLD_ROW_OVERHEAD = 8;

/**
 * What an UPDATE of an average row writes, or null for a table that is empty or was never counted. Under DEFAULT the new
 * row is logged without the long values that were left alone, under FULL the old row besides, with them. Within a tenth of
 * all that was measured: 229 and 253 bytes for a narrow row, 879 and 1,561 for twenty text columns, 234 and 20,798 for a
 * row with 20 KB out of line.
 */
export function walCost({ rows, tableBytes, toastBytes, averageRowBytes }: TableStatistics): WalCost | null {
  if (rows < 1) return null;
  // pg_stats counts a value out of line as its pointer, so that the two add up.
  const inLine = averageRowBytes ?? tableBytes / rows;
  const row = inLine + toastBytes / rows;
  const underDefault = UPDATE_OVERHEAD + inLine;
  return { underDefault, underFull: underDefault + OLD_ROW_OVERHEAD + row, row };
}

/** A size for people, to two digits: `750 bytes`, `21 kB`, `1.2 MB`. */
export function sayBytes(bytes: number): string {
  const rounded = Number(bytes.toPrecision(2));
  if (rounded < 1000) return `${rounded} bytes`;
  const units = ['kB', 'MB', 'GB'];
  const power = Math.min(units.length, Math.floor(Math.log10(rounded) / 3));
  const size = Number((rounded / 1000 ** power).toPrecision(2));
  return `${size < 1000 ? size : digits(size)} ${units[power - 1]}`;
}
