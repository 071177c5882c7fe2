import type { Severity } from '../model/outcome.js';
import type { Location } from '../model/subscription.js';
import type { Verdict } from '../model/verdict.js';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', notice: 'info' };

/** GitLab shows nothing of a finding without a place. */
const NOWHERE: Location = { file: 'realtime-guard.yml', line: 1, column: 1 };

/**
 * The findings as a GitLab code quality report: one that the baseline accepts is left out, since GitLab knows none. A run
 * that could not tell is an entry of its own, so that nobody takes it for a clean one.
 * Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function renderGitLab(verdict: Verdict): string {
  const found = verdict.findings.map(({ ruleId, severity, message, hint, fingerprint, location, related }) => ({
    description: `${message}. ${hint}`,
    check_name: ruleId,
    fingerprint,
    severity: SEVERITIES[severity],
    location: toLocation(location ?? related[0] ?? NOWHERE),
  }));
  const doubt =
    verdict.reason === null
      ? []
      : [
          {
            description: `realtime-guard could not determine: ${verdict.reason}`,
            check_name: 'undetermined',
            fingerprint: 'undetermined',
            severity: 'blocker',
            location: toLocation(NOWHERE),
          },
        ];
  return `${JSON.stringify([...doubt, ...found], null, 2)}\n`;
}

function toLocation({ file, line }: Location): object {
  return { path: file, lines: { begin: line } };
}
