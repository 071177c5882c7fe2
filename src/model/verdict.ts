import type { BaselineEntry } from './baseline.js';
import type { Facts } from './facts.js';
import type { Finding, RuleResult, Severity } from './outcome.js';

export type Conclusion = 'success' | 'failure' | 'undetermined';

/** What one run has to say, before anyone decides how to show it. */
export interface Verdict {
  readonly conclusion: Conclusion;
  /** One sentence with what to do when the conclusion is undetermined, else null. */
  readonly reason: string | null;
  /** Errors first, then by rule and subject; those of the baseline are not among them. */
  readonly findings: readonly Finding[];
  /** Findings that the baseline accepts: they are shown folded, count nowhere and fail nothing. */
  readonly known: readonly Finding[];
  /** What the baseline accepts and was not found any more, so that the file can shrink. */
  readonly gone: readonly BaselineEntry[];
  readonly counts: Readonly<Record<Severity, number>>;
  /** Relations any rule could judge: published ones and existing subscribed ones. */
  readonly tablesChecked: number;
  readonly results: readonly RuleResult[];
  /** Of the database that is judged first: the one found as it is, else the one the migrations made. */
  readonly facts: Facts;
  /** Of the database that the migrations made, beside another; null without one. */
  readonly shadow: Facts | null;
  /** The fix migration was tried on the migrations and found wrong, so that none is offered. */
  readonly isFixWithdrawn: boolean;
  /** What was cut, skipped or not looked at, in words. */
  readonly limits: readonly string[];
}
