import type { Verdict } from '../../model/verdict.js';
import { renderGone, renderKnown } from './baseline.js';
import type { PageContext, Room } from './context.js';
import { renderDiagram } from './diagram.js';
import { renderFindings, renderNotices } from './findings.js';
import { renderFixSection } from './fix.js';
import { renderHeading, renderOpening } from './heading.js';
import { renderNotChecked } from './not-checked.js';
import { renderTables } from './tables.js';

/**
 * What a reviewer reads, as GitHub-flavoured Markdown: the verdict, the tables, what breaks, the fix; then, folded, what
 * is only worth knowing. It is cut to half as often as it takes to fit, and says what was cut.
 * @param fits whether a text is short enough; a page without any detail is about a thousand characters
 */
export function renderPage(
  verdict: Verdict,
  context: PageContext,
  room: Room,
  fits: (page: string) => boolean,
): string {
  for (let left = room; left.findings > 0; left = halve(left)) {
    const page = renderAll(verdict, context, left);
    if (fits(page)) return page;
  }
  return renderAll(verdict, context, { rows: 0, findings: 0, notes: 0, fix: 0 });
}

function halve({ rows, findings, notes, fix }: Room): Room {
  const half = (count: number): number => Math.floor(count / 2);
  return { rows: half(rows), findings: half(findings), notes: half(notes), fix: half(fix) };
}

function renderAll(verdict: Verdict, context: PageContext, room: Room): string {
  const sections = [
    renderHeading(verdict),
    renderOpening(verdict),
    renderTables(verdict, context, room),
    renderFindings(verdict, context, room),
    renderFixSection(verdict, room),
    room.findings > 0 ? renderDiagram(verdict) : '',
    renderNotices(verdict, context, room),
    renderKnown(verdict, context, room),
    renderGone(verdict, context, room),
    renderNotChecked(verdict, context, room),
    renderFoot(verdict, context),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function renderFoot({ findings }: Verdict, { summaryUrl }: PageContext): string {
  const [first] = findings;
  const parts = [
    ...(first === undefined ? [] : [`What a rule means: \`realtime-guard explain ${first.ruleId}\``]),
    ...(summaryUrl === null ? [] : [`[job summary](${summaryUrl})`]),
  ];
  return parts.length === 0 ? '' : `<sub>${parts.join(' · ')}</sub>`;
}
