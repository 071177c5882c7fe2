import { displayText } from '../model/names.js';
import type { RelatedLocation } from '../model/outcome.js';
import type { Location } from '../model/subscription.js';

/** A table may be subscribed to in a hundred places; the first few tell where to look. */
const SHOWN = 5;

/** The places of a finding that a report for people shows besides its own, and how many there are more. */
export function firstPlaces(related: readonly RelatedLocation[]): {
  readonly places: readonly RelatedLocation[];
  readonly hidden: number;
} {
  return { places: related.slice(0, SHOWN), hidden: Math.max(0, related.length - SHOWN) };
}

/** A place as editors open it: `src/chat.ts:12:5`. */
export function renderPlace({ file, line, column }: Location): string {
  return displayText(`${file}:${line}:${column}`);
}
