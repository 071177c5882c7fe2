import { groupBy } from '../model/group-by.js';
import { displayIdentifier, displayText } from '../model/names.js';
import type { Finding, Severity } from '../model/outcome.js';
import { plural } from '../model/plural.js';
import type { Location } from '../model/subscription.js';
import type { Conclusion, Verdict } from '../model/verdict.js';
import { renderFixMigration } from './fix-migration.js';
import { renderCounts, renderDatabases, renderMore, renderScope } from './headline.js';
import { escapeMarkdown, fenced, inlineCode } from './markdown.js';
import { firstPlaces } from './places.js';
import { renderStanding } from './standing.js';
import { type Cell, type TableRow, type TableRows, toTableRows } from './table-rows.js';

/** GitHub drops a summary of more than 1 MiB whole. */
const MAX_BYTES = 900 * 1024;
const ROWS_SHOWN = 300;
/** More tables without a finding than this stand folded below those with one. */
const HEALTHY_ROWS_OPEN = 10;

const TITLES: Readonly<Record<Conclusion, string>> = {
  success: '✅ Realtime is set up',
  failure: '❌ Realtime would lose changes',
  undetermined: '⚠️ Could not determine',
};
const MARKS: Readonly<Record<Severity, string>> = { error: '❌', warning: '⚠️', notice: 'ℹ️' };

/** The job summary, Markdown of at most 900 KiB: the tables at a glance, the findings, the fix migration. */
export function renderJobSummary(verdict: Verdict): string {
  const encoder = new TextEncoder();
  let shown = ROWS_SHOWN;
  let summary = render(verdict, shown);
  // Names can be long and every character of theirs an entity, so the ceiling is measured, not reckoned.
  while (encoder.encode(summary).length > MAX_BYTES && shown > 1) {
    shown = Math.floor(shown / 2);
    summary = render(verdict, shown);
  }
  return summary;
}

/** The summary of a run that ended before there was a verdict: one sentence. */
export function renderProblemSummary(problem: string): string {
  return `## ${TITLES.undetermined}\n\n${escapeMarkdown(displayText(problem))}\n`;
}

function render(verdict: Verdict, shown: number): string {
  const sections = [
    `## ${TITLES[verdict.conclusion]}`,
    renderOpening(verdict),
    renderTable(toTableRows(verdict, shown)),
    renderFindings(verdict, shown),
    renderFixSection(verdict, shown),
    verdict.limits
      .filter((limit) => limit !== verdict.reason)
      .map((limit) => `> Note: ${escapeMarkdown(displayText(limit))}`)
      .join('\n'),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function renderOpening(verdict: Verdict): string {
  const { facts, reason } = verdict;
  if (reason !== null) return escapeMarkdown(displayText(reason));
  const publication = inlineCode(displayIdentifier(facts.policy.publication));
  const databases = escapeMarkdown(renderDatabases(verdict));
  return `**${renderCounts(verdict)}** · ${renderScope(verdict)} · publication ${publication} on ${databases}`;
}

function renderTable({ rows, rest }: TableRows): string {
  if (rows.length === 0) return '';
  const more = rest > 0 ? [renderMore(rest, 'the JSON report has them all')] : [];
  const guilty = rows.filter(isGuilty);
  const healthy = rows.filter((row) => !isGuilty(row));
  if (guilty.length === 0 || healthy.length <= HEALTHY_ROWS_OPEN) return [renderRows(rows), ...more].join('\n\n');
  const fold = `<details>\n<summary>${plural(healthy.length, 'table')} without a finding</summary>\n\n${renderRows(healthy)}\n\n</details>`;
  return [renderRows(guilty), fold, ...more].join('\n\n');
}

function isGuilty({ published, identity, primaryKey }: TableRow): boolean {
  return published.guilty || identity.guilty || primaryKey.guilty;
}

function renderRows(rows: readonly TableRow[]): string {
  const lines = rows.map((row) => {
    const cells = [row.published, row.identity, row.primaryKey, row.subscribed].map(renderCell);
    return `| ${[inlineCode(row.name), ...cells].join(' | ')} |`;
  });
  return [
    '| Table | Published | Replica identity | Primary key | Subscribed |',
    '|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

function renderCell({ text, guilty }: Cell): string {
  return guilty ? `❌ **${escapeMarkdown(text)}**` : escapeMarkdown(text);
}

function renderFindings(verdict: Verdict, shown: number): string {
  const { findings } = verdict;
  if (findings.length === 0) return '';
  const sections = [...groupBy(findings.slice(0, shown), ({ ruleId }) => ruleId)].map(
    ([ruleId, ofRule]) => `#### ${ruleId}\n\n${renderRule(ofRule, verdict)}`,
  );
  const more = findings.length > shown ? [renderMore(findings.length - shown, 'the JSON report has them all')] : [];
  return ['### Findings', ...sections, ...more].join('\n\n');
}

/** Findings that mean the same are listed together and explained once. */
function renderRule(findings: readonly Finding[], verdict: Verdict): string {
  return [...groupBy(findings, ({ detail, hint }) => `${detail}\0${hint}`).values()]
    .map((alike) =>
      [
        ...alike.map((finding) => renderFinding(finding, verdict)),
        '',
        ...alike.slice(0, 1).map(renderExplanation),
      ].join('\n'),
    )
    .join('\n\n');
}

function renderFinding(finding: Finding, verdict: Verdict): string {
  const { severity, message, location, related } = finding;
  const standing = renderStanding(finding, verdict);
  const { places, hidden } = firstPlaces(related);
  const where = [
    ...(standing === null ? [] : [escapeMarkdown(standing)]),
    ...(location === null ? [] : [renderLocation(location)]),
    ...places.map((place) => `${escapeMarkdown(place.label)}: ${renderLocation(place)}`),
    ...(hidden > 0 ? [renderMore(hidden, 'the JSON report has them all')] : []),
  ];
  return [`- ${MARKS[severity]} **${escapeMarkdown(message)}**`, ...where].join(', ');
}

function renderLocation({ file, line }: Location): string {
  return inlineCode(displayText(`${file}:${line}`));
}

function renderExplanation({ detail, hint }: Finding): string {
  return `> ${escapeMarkdown(detail)}\n>\n> ${escapeMarkdown(hint)}`;
}

/** The migration whole or not at all: half of one must not be pasted. */
function renderFixSection(verdict: Verdict, shown: number): string {
  const migration = renderFixMigration(verdict);
  if (migration === null) return '';
  const isShort = migration.length < MAX_BYTES / 3 && shown > 1;
  const body = isShort
    ? fenced(migration, 'sql')
    : 'It is too long to show here: run `realtime-guard fix`, or give `fix-file`.';
  return `<details${isShort ? ' open' : ''}>\n<summary>Fix migration: safe to run twice</summary>\n\n${body}\n\n</details>`;
}
