import { groupBy } from '../model/group-by.js';
import type { Listing } from '../model/listing.js';
import { displayPattern, displayText } from '../model/names.js';
import { plural } from '../model/plural.js';
import { unresolvedInApp } from '../model/source.js';
import type { Subscription } from '../model/subscription.js';
import { renderClosing, renderNotes } from './closing.js';
import { renderMore } from './headline.js';
import { renderUnresolved } from './listing-unresolved.js';
import type { Paint } from './paint.js';
import { renderPlace } from './places.js';
import { NARROWEST, padEnd } from './text-layout.js';

/** Lines of subscriptions that are shown before the report says where the rest is. */
const SHOWN = 500;
const APART_SHOWN = 50;
/** A longer filter is not waited for by the lines around it. */
const WIDEST_CELL = 48;

/**
 * The list of subscriptions for a terminal: by table, then those of tests, stories and scripts, then what could not be
 * read and why. At most about 1,500 lines, and it says what it cut.
 * @param width columns to wrap prose at
 */
export function renderListing(listing: Listing, paint: Paint, width = 100): string {
  const columns = Math.max(width, NARROWEST);
  const apart = listing.source.subscriptions.filter(({ role }) => role !== 'app');
  const sections = [
    `${paint.bold('realtime-guard')}  subscriptions in ${plural(listing.source.files, 'source file')}`,
    ...renderTables(listing.subscriptions, paint),
    renderApart(apart, paint),
    ...renderUnresolved(listing.source.unresolved, paint, columns),
    renderNotes(listing, columns),
    renderClosing(listing, renderScope(listing), paint, columns),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function renderTables(subscriptions: readonly Subscription[], paint: Paint): readonly string[] {
  const groups = [...groupBy(subscriptions, displayPattern)].sort(([one], [other]) => (one < other ? -1 : 1));
  const sections: string[] = [];
  let room = SHOWN;
  for (const [name, alike] of groups) {
    const shown = alike.slice(0, room);
    if (shown.length > 0)
      sections.push([renderHeading(name, paint), ...renderRows(shown.map(toCells), paint)].join('\n'));
    room -= shown.length;
  }
  const rest = Math.max(0, subscriptions.length - SHOWN);
  return rest === 0 ? sections : [...sections, paint.dim(renderMore(rest, 'the JSON report has them all'))];
}

function renderHeading(name: string, paint: Paint): string {
  if (name.startsWith('*')) return `${paint.bold(name)}  ${paint.dim('every table of every schema')}`;
  return name.endsWith('.*') ? `${paint.bold(name)}  ${paint.dim('every table of the schema')}` : paint.bold(name);
}

function renderApart(apart: readonly Subscription[], paint: Paint): string {
  if (apart.length === 0) return '';
  const rows = apart
    .slice(0, APART_SHOWN)
    .map((subscription) => [displayPattern(subscription), ...toCells(subscription), subscription.role]);
  const rest = apart.length - rows.length;
  const more = rest > 0 ? [paint.dim(`  ${renderMore(rest, 'the JSON report has them all')}`)] : [];
  const heading = `${paint.bold('In tests, stories and scripts')}  ${paint.dim('not checked')}`;
  return [heading, ...renderRows(rows, paint), ...more].join('\n');
}

function toCells({ event, filter, location, sdk, via }: Subscription): readonly string[] {
  return [
    event,
    filter === null ? '' : displayText(filter),
    location === null ? 'the option subscriptions' : renderPlace(location),
    via.length === 0 ? sdk : `${sdk}  via ${via.map(renderPlace).join(', ')}`,
  ];
}

/** A column that is empty in every row is left out. */
function renderRows(rows: readonly (readonly string[])[], paint: Paint): readonly string[] {
  const columns = Math.max(0, ...rows.map((cells) => cells.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((cells) => Math.min((cells[column] ?? '').length, WIDEST_CELL))),
  );
  return rows.map((cells) => {
    const shown = cells.flatMap((cell, column) => {
      const width = widths[column] ?? 0;
      return width === 0 ? [] : padEnd(cell, width);
    });
    const [first = '', ...others] = shown;
    return `  ${first}  ${paint.dim(others.join('  ').trimEnd())}`;
  });
}

function renderScope({ subscriptions, source }: Listing): string {
  const tables = new Set(subscriptions.map(displayPattern)).size;
  const found = `${plural(subscriptions.length, 'subscription')} to ${plural(tables, 'table')}`;
  const unread = unresolvedInApp(source).length;
  return unread === 0 ? found : `${found}; ${plural(unread, 'subscription')} could not be read`;
}
