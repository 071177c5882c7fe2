import { groupBy } from '../model/group-by.js';
import { displayIdentifier, displayText } from '../model/names.js';
import type { FullNeed } from './full-needs.js';

/** A table may have a hundred subscriptions; the first few tell where to look. */
const PLACES_SAID = 3;

/** What subscriptions need FULL for, each loss once with the lines that suffer it. */
export function sayNeeds(needs: readonly FullNeed[]): string {
  const groups = groupBy(needs, ({ kind, columns }) => [kind, ...columns].join('\0'));
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

/** The first lines that suffer it, as related places have them: of a wrapper the line that calls it. */
function sayPlaces(alike: readonly FullNeed[]): string {
  const lines = new Set<string>();
  for (const { subscription } of alike) {
    const place = subscription.via.at(-1) ?? subscription.location;
    if (place !== null) lines.add(`${place.file}:${place.line}`);
    if (lines.size > PLACES_SAID) break;
  }
  if (lines.size === 0) return '';
  const more = lines.size > PLACES_SAID ? ' and others' : '';
  return ` (${[...lines].slice(0, PLACES_SAID).map(displayText).join(', ')}${more})`;
}
