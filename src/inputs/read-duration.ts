import { InputError } from '../model/input-error.js';
import type { OptionName } from './option-table.js';
import { defaultOf } from './read-choice.js';
import type { Said } from './said.js';

const SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60 };
/** A job that waits longer waits for something else. */
const MOST_SECONDS = 3_600;

/**
 * A length of time in seconds: `90`, `90s`, `2m`; the default when nothing was said.
 * @throws InputError with what is allowed
 */
export function readDuration(said: Said | null, name: OptionName): number {
  const text = said === null ? defaultOf(name) : said.text.trim();
  const [, number, unit = ''] = /^(\d+)\s*([sm]?)$/i.exec(text) ?? [];
  const seconds = Number(number) * (SECONDS[unit.toLowerCase()] ?? 1);
  if (seconds <= MOST_SECONDS) return seconds;
  const wrong = number === undefined ? 'is no length of time' : 'is longer than an hour';
  throw new InputError(`${said?.origin ?? name}: "${text}" ${wrong}; give seconds such as 90, or 90s, or 2m`);
}
