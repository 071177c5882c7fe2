import type { MappingReader } from './read-mapping.js';

/**
 * The last day that an entry of the config file holds, and whether it is over.
 * @param today YYYY-MM-DD
 * @throws InputError with file and line
 */
export function readUntil(
  { textOrNull, fail }: MappingReader,
  today: string,
): { readonly until: string | null; readonly isExpired: boolean } {
  const until = textOrNull('until');
  if (until !== null && !isDate(until)) fail(`until: "${until}" is not a date; write it as 2027-01-31`);
  return { until, isExpired: until !== null && until < today };
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
