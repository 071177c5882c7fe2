import type { Location } from '../model/subscription.js';
import type { OptionName } from './option-table.js';

/** One value as the user said it, and what to call it in an error: `input ssl`, `--ssl`, `ssl (realtime-guard.yml:3)`. */
export interface Said {
  readonly origin: string;
  readonly text: string;
  /** The items of a list with their places; only a config file has them. */
  readonly items?: readonly SaidItem[];
}

/** One item of a list in a config file. */
export interface SaidItem {
  readonly text: string;
  readonly location: Location;
  /** The item itself where it is a mapping, which only `subscriptions` may have. */
  readonly entry?: unknown;
}

/** What one source says; an absent name leaves the word to the next source. */
export type SaidOptions = Partial<Record<OptionName, Said>>;

/** The first source that says something wins: flags or inputs, then the environment, then the config file. */
export function firstSaid(sources: readonly SaidOptions[], name: OptionName): Said | null {
  for (const source of sources) {
    const said = source[name];
    if (said !== undefined) return said;
  }
  return null;
}
