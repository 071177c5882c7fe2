import { groupBy } from '../model/group-by.js';
import { displayIdentifier, displayText } from '../model/names.js';
import type { Finding } from '../model/outcome.js';
import type { Location } from '../model/subscription.js';
import type { Verdict } from '../model/verdict.js';
import { renderClosing, renderNotes } from './closing.js';
import { renderFixMigration } from './fix-migration.js';
import { renderCounts, renderDatabases, renderMore, renderScope } from './headline.js';
import type { Paint } from './paint.js';
import { firstPlaces } from './places.js';
import { renderStanding } from './standing.js';
import { type Cell, TABLE_HEADINGS, type TableRows, toTableRows } from './table-rows.js';
import { NARROWEST, padEnd, wrap } from './text-layout.js';

/** What is shown before a report says where the rest is. */
const TABLES_SHOWN = 40;
const GROUPS_SHOWN = 100;
const FIX_LINES_SHOWN = 200;

/**
 * The report for a terminal or a log: the tables at a glance, the findings by table, the fix migration, one summary
 * line. At most about 1,000 lines, and it says what it cut.
 * @param width columns to wrap prose at
 */
export function renderText(verdict: Verdict, paint: Paint, width = 100): string {
  const columns = Math.max(width, NARROWEST);
  const sections = [
    renderTitle(verdict, paint),
    renderTables(toTableRows(verdict, TABLES_SHOWN), paint),
    ...renderGroups(verdict, paint, columns),
    renderFixSection(verdict, paint),
    renderNotes(verdict, columns),
    renderClosing(verdict, `${renderCounts(verdict)}; ${renderScope(verdict)}`, paint, columns),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function renderTitle(verdict: Verdict, paint: Paint): string {
  const publication = displayIdentifier(verdict.facts.policy.publication);
  return `${paint.bold('realtime-guard')}  publication ${publication} on ${renderDatabases(verdict)}`;
}

function renderTables({ rows, rest }: TableRows, paint: Paint): string {
  if (rows.length === 0) return '';
  const lines = rows.map((row) => [row.name, row.published, row.identity, row.primaryKey, row.subscribed]);
  const widths = TABLE_HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...lines.map((cells) => textOf(cells[column]).length)),
  );
  const renderLine = (cells: readonly (Cell | string | undefined)[]): string =>
    cells
      .map((cell, column) => paintCell(cell, padEnd(textOf(cell), widths[column] ?? 0), paint))
      .join('  ')
      .trimEnd();
  const heading = paint.dim(
    TABLE_HEADINGS.map((text, column) => padEnd(text, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const more = rest > 0 ? [paint.dim(renderMore(rest, 'the JSON report has them all'))] : [];
  return [heading, ...lines.map(renderLine), ...more].map((line) => `  ${line}`).join('\n');
}

function textOf(cell: Cell | string | undefined): string {
  return typeof cell === 'string' ? cell : (cell?.text ?? '');
}

function paintCell(cell: Cell | string | undefined, padded: string, paint: Paint): string {
  return typeof cell === 'object' && cell.guilt !== null ? paint.red(padded) : padded;
}

function renderGroups(verdict: Verdict, paint: Paint, columns: number): readonly string[] {
  const groups = [...groupBy(verdict.findings, ({ subject }) => subject)];
  const explained = new Map<string, string>();
  const shown = groups.slice(0, GROUPS_SHOWN).map(([subject, findings]) => {
    const lines = findings.flatMap((finding) => renderFinding(finding, verdict, explained, paint, columns));
    return [paint.bold(subject), ...lines].join('\n');
  });
  const rest = groups.length - shown.length;
  return rest > 0 ? [...shown, paint.dim(renderMore(rest, 'the JSON report has them all'))] : shown;
}

/** A text that was already given for another table is pointed to, not repeated. */
function renderFinding(
  finding: Finding,
  verdict: Verdict,
  explained: Map<string, string>,
  paint: Paint,
  columns: number,
): readonly string[] {
  const indent = ' '.repeat(11);
  const severity = paintSeverity(finding, padEnd(finding.severity, 7), paint);
  const head = `  ${severity}  ${finding.message}  ${paint.dim(finding.ruleId)}`;
  const standing = renderStanding(finding, verdict);
  const { places, hidden } = firstPlaces(finding.related);
  const where = [
    ...(standing === null ? [] : [standing]),
    ...(finding.location === null ? [] : [renderLocation(finding.location)]).filter(
      (place) => place !== finding.subject,
    ),
    ...places.map((place) => `${place.label}: ${renderLocation(place)}`),
    ...(hidden > 0 ? [renderMore(hidden, 'the JSON report has them all')] : []),
  ].map((line) => `${indent}${paint.dim(line)}`);
  const explanation = `${finding.ruleId}\0${finding.detail}\0${finding.hint}`;
  const before = explained.get(explanation);
  if (before !== undefined) return [head, `${indent}${paint.dim(`as for ${before}`)}`, ...where];
  explained.set(explanation, finding.subject);
  const room = columns - indent.length;
  return [
    head,
    ...wrap(finding.detail, room).map((line) => `${indent}${line}`),
    ...wrap(finding.hint, room).map((line) => `${indent}${paint.cyan(line)}`),
    ...where,
  ];
}

function renderLocation({ file, line }: Location): string {
  return displayText(`${file}:${line}`);
}

function paintSeverity({ severity }: Finding, text: string, paint: Paint): string {
  if (severity === 'error') return paint.red(text);
  return severity === 'warning' ? paint.yellow(text) : paint.dim(text);
}

function renderFixSection(verdict: Verdict, paint: Paint): string {
  const migration = renderFixMigration(verdict);
  if (migration === null) return '';
  const lines = migration.trimEnd().split('\n');
  const shown = lines.slice(0, FIX_LINES_SHOWN);
  const rest = lines.length - shown.length;
  const more = rest > 0 ? ['', paint.dim(renderMore(rest, 'run realtime-guard fix, or give fix-file'))] : [];
  return [paint.bold('Fix migration') + paint.dim('  (safe to run twice)'), '', ...shown, ...more].join('\n');
}
