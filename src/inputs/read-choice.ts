import { InputError } from '../model/input-error.js';
import { nearestName } from '../model/nearest-name.js';
import { OPTION_TABLE, type OptionName } from './option-table.js';
import { firstSaid, type Said, type SaidOptions } from './said.js';

/** What was said of an option; null when nobody said anything, and for an empty text. */
export type Ask = (name: OptionName) => Said | null;

/** Asks the sources in the order they are believed. */
export function askIn(sources: readonly SaidOptions[]): Ask {
  return (name) => {
    const found = firstSaid(sources, name);
    return found === null || found.text.trim() === '' ? null : found;
  };
}

/**
 * One of the allowed words, the default when nothing was said.
 * @throws InputError with the nearest allowed word
 */
export function readChoice<Word extends string>(said: Said | null, name: OptionName, allowed: readonly Word[]): Word {
  const value = said === null ? defaultOf(name) : said.text.trim();
  const word = allowed.find((known) => known === value);
  if (word !== undefined) return word;
  const near = nearestName(value, allowed);
  const advice = near === null ? '' : `; did you mean ${near}?`;
  throw new InputError(`${said?.origin ?? name}: "${value}" is not one of ${allowed.join(', ')}${advice}`);
}

/** The default of the option table; empty when there is none. */
export function defaultOf(name: OptionName): string {
  return OPTION_TABLE.find((option) => option.name === name)?.default ?? '';
}
