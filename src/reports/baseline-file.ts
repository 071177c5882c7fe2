import { everyFinding } from '../model/explained.js';
import type { Verdict } from '../model/verdict.js';

/**
 * The findings of a verdict as a baseline, those that others explain as well: they come out when the others are mended. In
 * an order of their own and a line each, so that a difference is short and two branches seldom meet in a line.
 */
export function renderBaseline({ findings, known }: Pick<Verdict, 'findings' | 'known'>): string {
  const entries = new Map(
    everyFinding([...findings, ...known]).map(({ ruleId, severity, subject, message, fingerprint }) => [
      fingerprint,
      { ruleId, severity, subject, message, fingerprint },
    ]),
  );
  const lines = [...entries.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, entry]) => `    ${JSON.stringify(entry)}`);
  return `{\n  "version": 1,\n  "findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}
