import type { Verdict } from '../model/verdict.js';
import { type PageContext, whereTheRestIs } from './page/context.js';
import { renderHeading } from './page/heading.js';
import { renderPage } from './page/page.js';

/** GitHub refuses a comment of more than 65,536 characters; the marker that it is found by comes on top. */
const MAX_CHARACTERS = 60_000;
const ROOM = { rows: 60, findings: 60, notes: 20, fix: 20_000 };

/** The comment on a pull request, Markdown of at most 60,000 UTF-16 units, which are never fewer than characters. */
export function renderComment(verdict: Verdict, context: PageContext): string {
  return renderPage(verdict, context, ROOM, (page) => page.length <= MAX_CHARACTERS);
}

/** What stands where even that is too long for GitHub: how it went, and where the rest is. */
export function renderShortComment(verdict: Verdict, context: PageContext): string {
  return `${renderHeading(verdict)}\n\nThe report does not fit into a comment: ${whereTheRestIs(context)}.\n`;
}
