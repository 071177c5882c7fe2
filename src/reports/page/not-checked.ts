import type { Verdict } from '../../model/verdict.js';
import { renderMore } from '../headline.js';
import { folded, inlineCode, prose } from '../markdown.js';
import { type PageContext, type Room, whereTheRestIs } from './context.js';

/** So many notes stand open. */
const NOTES_OPEN = 3;

/** What was cut, skipped or not looked at, and the rules that could not tell; the reason of the run stands above. */
export function renderNotChecked(verdict: Verdict, context: PageContext, room: Room): string {
  const { limits, reason, results } = verdict;
  const unknown = results.flatMap((result) => (result.status === 'unknown' ? [result] : []));
  const notes = [
    ...limits.filter((limit) => limit !== reason).map((limit) => prose(limit)),
    ...unknown
      .filter((result) => reason !== result.reason && reason !== `${result.ruleId}: ${result.reason}`)
      .map((result) => `${inlineCode(result.ruleId)} could not tell: ${prose(result.reason)}`),
  ];
  if (notes.length === 0) return '';
  const shown = notes.slice(0, room.notes).map((note) => `- ${note}`);
  const rest = notes.length - shown.length;
  const list = [...shown, ...(rest > 0 ? [`- ${renderMore(rest, whereTheRestIs(context))}`] : [])].join('\n');
  return notes.length > NOTES_OPEN
    ? folded(`${notes.length} notes on what was not checked`, list)
    : `**Please note**\n\n${list}`;
}
