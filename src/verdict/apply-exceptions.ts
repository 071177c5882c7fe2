import type { Exception } from '../model/exception.js';
import type { Finding, RuleResult } from '../model/outcome.js';

/** What is left of the results, and the findings that were accepted. */
export interface Accepted {
  readonly results: readonly RuleResult[];
  readonly accepted: readonly { readonly finding: Finding; readonly exception: Exception }[];
}

/** Takes out the findings that an exception accepts by rule and subject; an expired one accepts nothing. */
export function applyExceptions(results: readonly RuleResult[], exceptions: readonly Exception[]): Accepted {
  const current = new Map(
    exceptions
      .filter(({ isExpired }) => !isExpired)
      .map((exception) => [`${exception.rule}:${exception.subject}`, exception]),
  );
  if (current.size === 0) return { results, accepted: [] };
  const rules = new Set([...current.values()].map(({ rule }) => rule));
  const accepted: { finding: Finding; exception: Exception }[] = [];
  const left = results.map((result) => {
    if (result.status !== 'checked' || !rules.has(result.ruleId)) return result;
    const findings = result.findings.filter((finding) => {
      const exception = current.get(`${finding.ruleId}:${finding.subject}`);
      if (exception !== undefined) accepted.push({ finding, exception });
      return exception === undefined;
    });
    return { ...result, findings };
  });
  return { results: left, accepted };
}
