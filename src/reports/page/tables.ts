import { plural } from '../../model/plural.js';
import type { Verdict } from '../../model/verdict.js';
import { renderMore } from '../headline.js';
import { cellCode, folded } from '../markdown.js';
import { type Cell, type TableRow, toTableRows } from '../table-rows.js';
import { type PageContext, type Room, whereTheRestIs } from './context.js';
import { MARKS } from './heading.js';
import { renderCellPlace } from './place.js';

/** Rows that stand open: of the guilty ones so many, and of the others when they are no more than a few. */
const GUILTY_OPEN = 15;
const OTHERS_OPEN = 5;

/** A column that there is only where it tells something. */
type Column = readonly [heading: string, cell: (row: TableRow) => string];

/** The tables at a glance, guilty ones first, everything that a finding is about marked. */
export function renderTables(verdict: Verdict, context: PageContext, room: Room): string {
  const { rows, rest } = toTableRows(verdict, room.rows);
  if (rows.length === 0) return '';
  const guilty = rows.filter(({ guilt }) => guilt !== null);
  const others = rows.slice(guilty.length);
  const open = [...guilty.slice(0, GUILTY_OPEN), ...(others.length + rest > OTHERS_OPEN ? [] : others)];
  const hidden = rows.filter((row) => !open.includes(row));
  return [renderRows(open, context), renderFold(hidden, rest, open.length > 0, context)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function renderFold(rows: readonly TableRow[], rest: number, isBelowOthers: boolean, context: PageContext): string {
  const count = rows.length + rest;
  if (count === 0) return '';
  const more = rest > 0 ? renderMore(rest, whereTheRestIs(context)) : '';
  return folded(
    plural(count, isBelowOthers ? 'other table' : 'table'),
    [renderRows(rows, context), more].filter((part) => part !== '').join('\n\n'),
  );
}

function renderRows(rows: readonly TableRow[], context: PageContext): string {
  if (rows.length === 0) return '';
  const columns = columnsFor(rows, context);
  return [
    columns.map(([heading]) => heading),
    columns.map(() => '---'),
    ...rows.map((row) => columns.map(([, cell]) => cell(row))),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function columnsFor(rows: readonly TableRow[], context: PageContext): readonly Column[] {
  const hasKeyTrouble = rows.some(({ primaryKey }) => primaryKey.guilt !== null);
  const hasPlaces = rows.some(({ places }) => places.length > 0);
  return [
    ['Table', renderName],
    ['Published', ({ published }) => renderCell(published)],
    ['Replica identity', ({ identity }) => renderCell(identity)],
    ...(hasKeyTrouble ? [['Primary key', ({ primaryKey }: TableRow) => renderCell(primaryKey)] as const] : []),
    ['Subscribed by', ({ subscribed }) => renderCell({ ...subscribed, text: sayEvents(subscribed) })],
    ...(hasPlaces ? [['Where', (row: TableRow) => renderPlaces(row, context)] as const] : []),
  ];
}

const OWN_WORDS = /^(?:–|all events|[A-Z, ]+|yes|no|none|does not exist)$/;

/** What is subscribed to, for people: `*` would be a riddle. */
export function sayEvents({ text }: Cell): string {
  return text === '*' ? 'all events' : text;
}

function renderCell({ text, guilt }: Cell): string {
  const shown = OWN_WORDS.test(text) ? text : cellCode(text);
  return guilt === null ? shown : `${MARKS[guilt]}&nbsp;**${shown}**`;
}

/** A finding that no cell tells of, such as one about row level security, marks the name. */
function renderName({ name, guilt, published, identity, primaryKey, subscribed }: TableRow): string {
  const isToldBelow = [published, identity, primaryKey, subscribed].some((cell) => cell.guilt !== null);
  return guilt === null || isToldBelow ? cellCode(name) : `${MARKS[guilt]}&nbsp;${cellCode(name)}`;
}

function renderPlaces({ places }: TableRow, context: PageContext): string {
  const [first, ...others] = places;
  if (first === undefined) return '–';
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `${renderCellPlace(first, context)}${more}`;
}
