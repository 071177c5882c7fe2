import { plural } from '../../model/plural.js';
import type { Verdict } from '../../model/verdict.js';
import { renderMore } from '../headline.js';
import { folded, inlineCode, prose } from '../markdown.js';
import { type PageContext, type Room, whereTheRestIs } from './context.js';
import { renderByRule } from './findings.js';

/** Findings that the baseline accepts, folded; empty without one. */
export function renderKnown(verdict: Verdict, context: PageContext, room: Room): string {
  const { known } = verdict;
  if (known.length === 0) return '';
  return folded(
    `${plural(known.length, 'known finding')} of the baseline, which ${known.length === 1 ? 'fails' : 'fail'} nothing`,
    renderByRule(known, verdict, context, { most: room.findings, mostOpen: known.length }).join('\n\n'),
  );
}

/** What the baseline accepts and nobody finds any more, so that the file can shrink. */
export function renderGone({ gone }: Verdict, context: PageContext, room: Room): string {
  if (gone.length === 0) return '';
  const shown = gone.slice(0, room.notes);
  const more =
    gone.length > shown.length ? [`- ${renderMore(gone.length - shown.length, whereTheRestIs(context))}`] : [];
  return folded(
    `🎉 ${plural(gone.length, 'finding')} of the baseline ${gone.length === 1 ? 'is' : 'are'} gone`,
    [
      ...shown.map(({ ruleId, message }) => `- ${prose(message)} (${inlineCode(ruleId)})`),
      ...more,
      '',
      'Run `realtime-guard baseline` to take them out of the file.',
    ].join('\n'),
  );
}
