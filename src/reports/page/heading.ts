import { displayIdentifier } from '../../model/names.js';
import { type Finding, SEVERITIES, type Severity } from '../../model/outcome.js';
import { plural } from '../../model/plural.js';
import type { Conclusion, Verdict } from '../../model/verdict.js';
import { renderCounts, renderDatabases, renderScope } from '../headline.js';
import { inlineCode, prose } from '../markdown.js';
import { sayHarm } from './harm.js';

/** Names that a heading has room for. */
const NAMES_SHOWN = 3;
const NAMES_LENGTH = 100;

export const MARKS: Readonly<Record<Severity, string>> = { error: '❌', warning: '⚠️', notice: 'ℹ️' };
const MARK_OF: Readonly<Record<Conclusion, string>> = { success: '✅', failure: '❌', undetermined: '⚠️' };

/** The sentence that a reader sees first: what breaks, and where when that is soon said. */
export function renderHeading(verdict: Verdict): string {
  return `## ${sayVerdict(verdict)}`;
}

function sayVerdict(verdict: Verdict): string {
  const { conclusion, findings } = verdict;
  if (conclusion === 'undetermined') return `${MARK_OF.undetermined} Realtime could not be checked`;
  const worst = worstOf(findings);
  const [{ severity } = { severity: 'notice' as const }] = worst;
  // With `fail-on: never` errors fail nothing, and are errors still.
  const isWellSetUp = conclusion === 'success' && severity !== 'error';
  if (!isWellSetUp)
    return `${MARK_OF[conclusion === 'failure' ? 'failure' : 'undetermined']} ${startSentence(sayHarm(worst))}${sayNames(worst)}`;
  const but = severity === 'warning' ? `, with ${plural(verdict.counts.warning, 'warning')}` : '';
  return `${MARK_OF.success} Realtime is set up${but}`;
}

function worstOf(findings: readonly Finding[]): readonly Finding[] {
  for (const severity of SEVERITIES) {
    const worst = findings.filter((finding) => finding.severity === severity);
    if (worst.length > 0) return worst;
  }
  return [];
}

function startSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sayNames(findings: readonly Finding[]): string {
  const names = [...new Set(findings.map(({ subject }) => subject))];
  if (names.length === 0 || names.length > NAMES_SHOWN || names.join().length > NAMES_LENGTH) return '';
  return `: ${names.map(inlineCode).join(', ')}`;
}

/** What was counted and what was looked at, or why that could not be told. */
export function renderOpening(verdict: Verdict): string {
  const { facts, reason } = verdict;
  const publication = inlineCode(displayIdentifier(facts.policy.publication));
  const scope = `${renderScope(verdict)} · publication ${publication} on ${prose(renderDatabases(verdict))}`;
  return reason === null ? `**${renderCounts(verdict)}** · ${scope}` : `${prose(reason)}\n\n${scope}`;
}
