import { displayIdentifier, displayText } from '../model/names.js';
import { remember } from '../model/remember.js';
import type { Subscription } from '../model/subscription.js';
import type { FullNeed } from './full-needs.js';

/** A table may have a hundred subscriptions; the first few tell where to look. */
const PLACES_SAID = 3;

/** What subscriptions need FULL for, each loss once with the lines that suffer it. */
export function sayNeeds(needs: readonly FullNeed[]): string {
  return needs.map((need) => `${sayLoss(need)}${sayPlaces(need)}`).join('; ');
}

function sayLoss(need: FullNeed): string {
  const columns = need.columns.map(displayIdentifier).join(', ');
  switch (need.kind) {
    case 'delete-filter':
      return `a DELETE filtered on ${columns} never arrives`;
    case 'old-columns':
      return `payload.old is read for ${columns}, which it does not hold`;
    case 'toast':
      return `a TOASTed value of ${columns} that an UPDATE leaves alone is missing from payload.new`;
  }
}

/** The first lines that suffer it, as related places have them: of a wrapper the line that calls it. */
function sayPlaces({ subscriptions }: FullNeed): string {
  const lines = new Set<string>();
  for (const subscription of subscriptions) {
    const line = lineOf(subscription);
    if (line !== null) lines.add(line);
    if (lines.size > PLACES_SAID) break;
  }
  if (lines.size === 0) return '';
  const more = lines.size > PLACES_SAID ? ' and others' : '';
  return ` (${[...lines].slice(0, PLACES_SAID).join(', ')}${more})`;
}

/** One to all of a schema suffers with each of its tables. */
const lineOf = remember(({ via, location }: Subscription): string | null => {
  const place = via.at(-1) ?? location;
  return place === null ? null : displayText(`${place.file}:${place.line}`);
});
