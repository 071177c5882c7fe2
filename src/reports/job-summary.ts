import type { Verdict } from '../model/verdict.js';
import { prose } from './markdown.js';
import type { PageContext } from './page/context.js';
import { renderPage } from './page/page.js';

/** GitHub drops a summary of more than 1 MiB whole. */
const MAX_BYTES = 900 * 1024;
const ROOM = { rows: 300, findings: 300, notes: 100, fix: MAX_BYTES / 3 };

/** The job summary, Markdown of at most 900 KiB. */
export function renderJobSummary(verdict: Verdict, context: PageContext): string {
  const encoder = new TextEncoder();
  return renderPage(verdict, context, ROOM, (page) => encoder.encode(page).length <= MAX_BYTES);
}

/** The summary of a run that ended before there was a verdict: one sentence. */
export function renderProblemSummary(problem: string): string {
  return `## ⚠️ Realtime could not be checked\n\n${prose(problem)}\n`;
}
