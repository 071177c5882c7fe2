import { displayText } from '../model/names.js';
import type { SourceLinks } from '../model/source-links.js';
import type { Verdict } from '../model/verdict.js';
import { renderCounts, renderScope } from './headline.js';
import { renderJobSummary } from './job-summary.js';
import { escapeMarkdown } from './markdown.js';

/** What a page on GitHub can lead to. */
export interface PageContext {
  readonly links: SourceLinks | null;
  /** Where the job summary is. */
  readonly summaryUrl: string | null;
}

/** GitHub takes 65,536 characters; the hidden lines of a comment are among them. */
const MAX_CHARACTERS = 60_000;

/** The report as a comment, Markdown of at most 60,000 characters. */
export function renderComment(verdict: Verdict, context: PageContext): string {
  const body = renderJobSummary(verdict);
  return body.length <= MAX_CHARACTERS ? body : renderShortComment(verdict, context);
}

/** What stands where the whole does not fit: how it went, and where the rest is. */
export function renderShortComment(verdict: Verdict, { summaryUrl }: PageContext): string {
  const said =
    verdict.reason === null ? `${renderCounts(verdict)}; ${renderScope(verdict)}` : displayText(verdict.reason);
  const where = summaryUrl === null ? 'the job summary' : `[the job summary](${summaryUrl})`;
  return `## realtime-guard\n\n${escapeMarkdown(said)}\n\nThe report is too long for a comment: see ${where}.\n`;
}
