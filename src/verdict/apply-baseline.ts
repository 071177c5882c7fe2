import type { BaselineEntry } from '../model/baseline.js';
import { type Finding, type RuleResult, SEVERITIES } from '../model/outcome.js';

/** What is left of the results, what the baseline accepts of them, and what it accepts that is there no more. */
export interface Compared {
  readonly results: readonly RuleResult[];
  readonly known: readonly Finding[];
  readonly gone: readonly BaselineEntry[];
}

/**
 * Takes out the findings that the baseline accepts. One that has become more severe is new. Only a rule that looked can
 * tell that a finding is gone.
 */
export function applyBaseline(results: readonly RuleResult[], baseline: readonly BaselineEntry[]): Compared {
  if (baseline.length === 0) return { results, known: [], gone: [] };
  const accepted = new Map(baseline.map((entry) => [entry.fingerprint, entry]));
  const known: Finding[] = [];
  const met = new Set<string>();
  const looked = new Set<string>();
  const left = results.map((result) => {
    if (result.status !== 'checked') return result;
    looked.add(result.ruleId);
    const findings = result.findings.filter((finding) => {
      const entry = accepted.get(finding.fingerprint);
      if (entry === undefined) return true;
      met.add(entry.fingerprint);
      if (SEVERITIES.indexOf(finding.severity) < SEVERITIES.indexOf(entry.severity)) return true;
      known.push(finding);
      return false;
    });
    return { ...result, findings };
  });
  const gone = [...accepted.values()].filter(({ ruleId, fingerprint }) => looked.has(ruleId) && !met.has(fingerprint));
  return { results: left, known, gone };
}
