import { groupBy } from '../model/group-by.js';
import { displayIdentifier, displayText } from '../model/names.js';
import type { FullNeed } from './full-needs.js';
import { placesOf } from './subscribed-relations.js';

/** A table may have a hundred subscriptions; the first few tell where to look. */
const PLACES_SAID = 3;

/** What subscriptions need FULL for, each loss once with the lines that suffer it. */
export function sayNeeds(needs: readonly FullNeed[]): string {
  const groups = groupBy(needs, ({ kind, columns }) => JSON.stringify([kind, columns]));
  return [...groups.values()].map((alike) => `${sayLoss(alike)}${sayPlaces(alike)}`).join('; ');
}

function sayLoss([need]: readonly FullNeed[]): string {
  const columns = need?.columns.map(displayIdentifier).join(', ') ?? '';
  switch (need?.kind) {
    case 'delete-filter':
      return `a DELETE filtered on ${columns} never arrives`;
    case 'old-columns':
      return `payload.old is read for ${columns}, which it does not hold`;
    case 'toast':
      return `a TOASTed value of ${columns} that an UPDATE leaves alone is missing from payload.new`;
    case undefined:
      return '';
  }
}

function sayPlaces(alike: readonly FullNeed[]): string {
  const places = placesOf(alike.map(({ subscription }) => subscription))
    .filter(({ label }) => label === 'subscribed here')
    .map(({ file, line }) => displayText(`${file}:${line}`));
  if (places.length === 0) return '';
  const more = places.length > PLACES_SAID ? ` and ${places.length - PLACES_SAID} more` : '';
  return ` (${places.slice(0, PLACES_SAID).join(', ')}${more})`;
}
