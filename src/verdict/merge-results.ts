import type { Finding, RuleResult } from '../model/outcome.js';
import type { RuleId } from '../model/rule-ids.js';

/** Rules that only a running database can answer. */
const OF_A_RUNNING_DATABASE: readonly RuleId[] = ['server-ready', 'migrations-applied'];

/**
 * The results of the migrations alone, beside a database that could not be read or is not to be judged: what it alone can
 * answer is unknown, and not a thing that does not apply.
 */
export function withoutDatabase(unread: readonly RuleResult[], shadow: readonly RuleResult[]): readonly RuleResult[] {
  const running = new Map(unread.map((result) => [result.ruleId, result]));
  return shadow.map((result) =>
    OF_A_RUNNING_DATABASE.includes(result.ruleId) ? (running.get(result.ruleId) ?? result) : result,
  );
}
/** An entry of the config file is of no use only where it is of none in either database. */
const IN_BOTH: readonly RuleId[] = ['exceptions-current'];

/**
 * The results of every rule over two databases as one: what is found in both is one finding that says so, with the
 * severity of the first, whose facts are sure, and the line that the second knows. A rule that only one of them answers
 * is answered by that one; what the first cannot tell stays unknown.
 */
export function mergeResults(first: readonly RuleResult[], second: readonly RuleResult[]): readonly RuleResult[] {
  const others = new Map(second.map((result) => [result.ruleId, result]));
  return first.map((one) => {
    const other = others.get(one.ruleId);
    if (other === undefined || other.status !== 'checked' || one.status === 'unknown') return one;
    if (one.status === 'not-applicable') return other;
    return {
      ...one,
      subjects: Math.max(one.subjects, other.subjects),
      findings: IN_BOTH.includes(one.ruleId)
        ? findTwins(one.findings, other.findings)
        : mergeFindings(one.findings, other.findings),
    };
  });
}

function findTwins(some: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const left = new Set(others.map(({ fingerprint }) => fingerprint));
  return some.filter(({ fingerprint }) => left.has(fingerprint));
}

function mergeFindings(some: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const left = new Map(others.map((finding) => [finding.fingerprint, finding]));
  const merged = some.map((finding) => {
    const twin = left.get(finding.fingerprint);
    left.delete(finding.fingerprint);
    if (twin === undefined) return finding;
    return {
      ...finding,
      location: finding.location ?? twin.location,
      databases: [...finding.databases, ...twin.databases],
    };
  });
  return [...merged, ...left.values()];
}
