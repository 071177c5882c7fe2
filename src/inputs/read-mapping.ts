import { InputError } from '../model/input-error.js';
import { nearestName } from '../model/nearest-name.js';
import type { Location } from '../model/subscription.js';

/** One mapping of a list in the config file, read key by key. Every error names file and line. */
export interface MappingReader {
  /** The value of a key as it stands; undefined for a key that is absent or empty. */
  value(key: string): unknown;
  /** A text that must be there. */
  text(key: string): string;
  /** A text, null when it is absent. */
  textOrNull(key: string): string | null;
  fail(problem: string): never;
}

/**
 * Checks that a value is a mapping of known keys.
 * @param list the key of the file that the mapping stands under, for the messages
 * @param keys all that are known
 * @param required those that an entry must have, in words
 * @throws InputError with the nearest known key
 */
export function readMapping(
  value: unknown,
  location: Location,
  list: string,
  keys: readonly string[],
  required: string,
): MappingReader {
  const fail = (problem: string): never => {
    throw new InputError(`${location.file}:${location.line}: ${list}: ${problem}`);
  };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail(`an entry must be a mapping with ${required}`);
  }
  const entry: Readonly<Record<string, unknown>> = { ...value };
  for (const key of Object.keys(entry)) {
    const near = keys.includes(key) ? key : nearestName(key, keys);
    if (near !== key)
      fail(`${key} is not a known key; ${near === null ? `known are ${keys.join(', ')}` : `did you mean ${near}?`}`);
  }
  const textOrNull = (key: string): string | null => {
    const said = entry[key] ?? '';
    if (typeof said !== 'string') return fail(`${key}: ${shown(said)} is not a text; put quotes around it`);
    return said.trim() === '' ? null : said.trim();
  };
  return {
    value: (key) => entry[key] ?? undefined,
    text: (key) => textOrNull(key) ?? fail(`${key} is missing; an entry has ${required}`),
    textOrNull,
    fail,
  };
}

function shown(value: unknown): string {
  if (typeof value !== 'object') return String(value);
  return Array.isArray(value) ? 'a list' : 'a mapping';
}
