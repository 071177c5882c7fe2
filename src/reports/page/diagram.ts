import { displayIdentifier } from '../../model/names.js';
import type { Verdict } from '../../model/verdict.js';
import { fenced } from '../markdown.js';
import { type TableRow, toTableRows } from '../table-rows.js';
import { endOfPath } from './place.js';
import { sayEvents } from './tables.js';

/** Of more than a handful nobody can tell which line leads where. */
const MOST_TABLES = 6;
/** Longer labels make boxes that push the others out of sight. */
const LONGEST_LABEL = 60;

/**
 * Who asks for which table through the publication, and where the way breaks, as a Mermaid flowchart that GitHub draws.
 * Empty when nothing leads to the tables, or a name is too long for a box.
 */
export function renderDiagram(verdict: Verdict): string {
  const guilty = toTableRows(verdict, MOST_TABLES + 1).rows.filter(({ guilt }) => guilt === 'error');
  if (guilty.length === 0 || guilty.length > MOST_TABLES || guilty.every(({ places }) => places.length === 0))
    return '';
  const publication = displayIdentifier(verdict.facts.policy.publication);
  const labels = [publication, ...guilty.flatMap((row) => [row.name, sayState(row), sayPlace(row)])];
  if (labels.some((text) => text.length > LONGEST_LABEL)) return '';
  const lines = [
    "%%{init: {'flowchart': {'nodeSpacing': 15, 'rankSpacing': 45, 'wrappingWidth': 400}}}%%",
    'flowchart LR',
    `  p([${label(`publication ${publication}`)}])`,
    ...guilty.flatMap((row, index) => renderWay(row, index)),
    '  classDef guilty stroke:#d1242f,stroke-width:2px',
  ];
  return `**From the application to its tables**\n\n${fenced(lines.join('\n'), 'mermaid')}`;
}

function renderWay(row: TableRow, index: number): readonly string[] {
  const { name, subscribed, published, places } = row;
  const table = `t${index}[${label(name, sayState(row))}]:::guilty`;
  const isCut = published.guilt !== null;
  return [
    ...(places.length === 0 ? [] : [`  s${index}[${label(sayPlace(row))}] -->|${label(sayEvents(subscribed))}| p`]),
    isCut ? `  p -.-x ${table}` : `  p --> ${table}`,
  ];
}

function sayState({ published, identity, primaryKey, subscribed }: TableRow): string {
  const said = [
    published.guilt === null ? '' : `published: ${published.text}`,
    identity.guilt === null ? '' : `REPLICA IDENTITY ${identity.text}`,
    primaryKey.guilt === null ? '' : `primary key: ${primaryKey.text}`,
    subscribed.guilt === null ? '' : 'cannot be received',
  ];
  return said.filter((part) => part !== '').join(', ');
}

function sayPlace({ places: [first, ...others] }: TableRow): string {
  if (first === undefined) return '';
  return `${endOfPath(first)}${others.length > 0 ? ` and ${others.length} more` : ''}`;
}

/** A label in quotes, each character that could mean something to Mermaid, Markdown or HTML as Mermaid's own entity. */
function label(...lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    line.replace(/[^A-Za-z0-9 _.,:/–-]/gu, (character) => `#${character.codePointAt(0)};`),
  );
  return `"${escaped.join('<br>')}"`;
}
