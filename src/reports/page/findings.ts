import { groupBy } from '../../model/group-by.js';
import type { Finding } from '../../model/outcome.js';
import { plural } from '../../model/plural.js';
import type { Verdict } from '../../model/verdict.js';
import { renderMore } from '../headline.js';
import { folded, inlineCode, prose } from '../markdown.js';
import { firstPlaces } from '../places.js';
import { renderStanding } from '../standing.js';
import { type PageContext, type Room, whereTheRestIs } from './context.js';
import { MARKS } from './heading.js';
import { renderPlace } from './place.js';

/** So many findings are all shown open, with the fix still in sight; of more, the first few of each rule. */
const ALL_OPEN = 10;
const FEW = 5;

/** What breaks, by rule, errors first; each thing is explained once. */
export function renderFindings(verdict: Verdict, context: PageContext, room: Room): string {
  const findings = verdict.findings.filter(({ severity }) => severity !== 'notice');
  if (findings.length === 0) return '';
  const mostOpen = findings.length > ALL_OPEN ? FEW : ALL_OPEN;
  return ['### What breaks', ...renderByRule(findings, verdict, context, { most: room.findings, mostOpen })].join(
    '\n\n',
  );
}

/** What fails no build and is only worth knowing, folded. */
export function renderNotices(verdict: Verdict, context: PageContext, room: Room): string {
  const notices = verdict.findings.filter(({ severity }) => severity === 'notice');
  if (notices.length === 0) return '';
  const parts = renderByRule(notices, verdict, context, { most: room.findings, mostOpen: FEW });
  const fails = notices.length === 1 ? 'it fails' : 'they fail';
  return folded(
    `${MARKS.notice} ${plural(notices.length, 'notice')}: worth knowing, ${fails} nothing`,
    parts.join('\n\n'),
  );
}

/** How much is shown of a list of findings. */
interface Extent {
  /** Of all of them; the rest is counted. */
  readonly most: number;
  /** Of each rule before the fold. */
  readonly mostOpen: number;
}

/** Findings under the names of their rules, each with the count of all that it has. */
export function renderByRule(
  findings: readonly Finding[],
  verdict: Verdict,
  context: PageContext,
  { most, mostOpen }: Extent,
): readonly string[] {
  const counts = new Map([...groupBy(findings, ({ ruleId }) => ruleId)].map(([id, { length }]) => [id, length]));
  const rest = findings.length - most;
  return [
    ...[...groupBy(findings.slice(0, most), ({ ruleId }) => ruleId).values()].map((ofRule) =>
      renderRule(ofRule, verdict, context, { mostOpen, counts }),
    ),
    ...(rest > 0 ? [renderMore(rest, whereTheRestIs(context))] : []),
  ];
}

interface OfRule {
  readonly mostOpen: number;
  readonly counts: ReadonlyMap<string, number>;
}

function renderRule(
  findings: readonly Finding[],
  verdict: Verdict,
  context: PageContext,
  { mostOpen, counts }: OfRule,
): string {
  const [{ ruleId, severity, hint } = { ruleId: '', severity: 'notice' as const, hint: '' }] = findings;
  // Most rules have one thing to do for all their findings.
  const isOneHint = findings.every((finding) => finding.hint === hint);
  const list = (part: readonly Finding[]): string => renderAlike(part, verdict, context, isOneHint);
  const hidden = findings.slice(mostOpen);
  return [
    `**${MARKS[severity]} ${inlineCode(ruleId)}** · ${plural(counts.get(ruleId) ?? findings.length, severity)}`,
    list(findings.slice(0, mostOpen)),
    ...(isOneHint ? [`👉 ${prose(hint)}`] : []),
    ...(hidden.length > 0 ? [folded(`${plural(hidden.length, 'more finding')} of ${ruleId}`, list(hidden))] : []),
  ].join('\n\n');
}

/** Findings that mean the same are listed together, and what they mean is said below the last. */
function renderAlike(findings: readonly Finding[], verdict: Verdict, context: PageContext, isOneHint: boolean): string {
  const groups = groupBy(findings, ({ detail, hint }) => (isOneHint ? detail : `${detail}\0${hint}`));
  return [...groups.values()]
    .map((alike) =>
      [
        alike.map((finding) => renderFinding(finding, verdict, context)).join('\n'),
        ...alike.slice(0, 1).flatMap((finding) => renderExplanation(finding, context, isOneHint)),
      ].join('\n\n'),
    )
    .join('\n\n');
}

/** One line, since GitHub breaks a comment's lines where the Markdown does. */
function renderFinding(finding: Finding, verdict: Verdict, context: PageContext): string {
  const { message, location, related } = finding;
  const standing = renderStanding(finding, verdict);
  const { places, hidden } = firstPlaces(related);
  const where = [
    ...(location === null ? [] : [renderPlace(location, context)]),
    ...[...groupBy(places, ({ label }) => label)].map(
      ([label, alike]) => `${prose(label)} ${alike.map((place) => renderPlace(place, context)).join(', ')}`,
    ),
    ...(standing === null ? [] : [prose(standing)]),
    ...(hidden > 0 ? [renderMore(hidden, whereTheRestIs(context))] : []),
  ];
  return `- **${prose(message)}**${where.length === 0 ? '' : `<br>${where.join(' · ')}`}`;
}

function renderExplanation(finding: Finding, context: PageContext, isOneHint: boolean): readonly string[] {
  const { detail, hint, related } = finding;
  const links = new Map(related.map((place) => [`${place.file}:${place.line}`, renderPlace(place, context)]));
  const linkOf = (word: string): string | null => links.get(word) ?? null;
  return isOneHint ? [`  ${prose(detail, linkOf)}`] : [`  ${prose(detail, linkOf)}`, `  👉 ${prose(hint, linkOf)}`];
}
