import type { Finding } from './outcome.js';

/** A missing publication may explain a hundred tables; the first few tell which. */
const MESSAGES_SAID = 5;

/** Every finding, those that a deeper one stands for right behind it, as findings of their own. */
export function everyFinding(findings: readonly Finding[]): readonly Finding[] {
  return findings.flatMap(({ explains = [], ...finding }) => [finding, ...everyFinding(explains)]);
}

/** The end of a detail that says what else the finding stands for; empty when it stands for itself. */
export function sayExplained(explains: readonly Finding[]): string {
  if (explains.length === 0) return '';
  const said = explains.slice(0, MESSAGES_SAID).map(({ message, ruleId }) => `${message} (${ruleId})`);
  const more = explains.length > MESSAGES_SAID ? [`and ${explains.length - MESSAGES_SAID} more`] : [];
  return `; also: ${[...said, ...more].join(', ')}`;
}
