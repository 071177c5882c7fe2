import type { DatabaseFact, Facts } from './facts.js';
import type { FixStep } from './fix.js';
import type { Confidence } from './history.js';
import type { RuleId } from './rule-ids.js';
import type { Severity } from './severity.js';
import type { Location } from './subscription.js';

export { milder, SEVERITIES, type Severity } from './severity.js';

/** A second place of a finding and what is there. */
export interface RelatedLocation extends Location {
  readonly label: string;
}

/** What a rule found wrong with one subject. */
export interface Violation {
  /** What is wrong, by its name for people: a relation, or the publication. */
  readonly subject: string;
  /** The same without the place, which moves, for a subject that names one: what the fingerprint is made of. */
  readonly identity?: string;
  /** One factual line, PostgreSQL's error style: lower case, no final period. */
  readonly message: string;
  /** What the application will notice. */
  readonly detail: string;
  /** One thing to do, a full sentence. */
  readonly hint: string;
  /** Present only when exactly one answer is right. */
  readonly fix: readonly FixStep[];
  readonly location: Location | null;
  readonly related: readonly RelatedLocation[];
  /**
   * The most it counts as. The rule's severity, its own or the one the project set, holds for what is wrong; a case that
   * is only worth knowing stays a notice under every setting. It never makes a finding more severe.
   */
  readonly severity?: Severity;
  /** Of the facts it rests on; absent is as sure as can be. */
  readonly confidence?: Confidence;
}

/** A rule's answer. `subjects` counts what was looked at, so that a gate with nothing to check can say so. */
export type Outcome =
  | { readonly status: 'checked'; readonly subjects: number; readonly found: readonly Violation[] }
  | { readonly status: 'not-applicable'; readonly reason: string }
  | { readonly status: 'unknown'; readonly reason: string };

export interface Rule {
  /** The healthy state in a few words, a line of `--help` and of the rule index. */
  readonly title: string;
  readonly severity: Severity;
  /** What its findings are about; absent is the database, and a finding about the source holds in none. */
  readonly about?: 'source';
  /** Pure: facts in, outcome out. */
  readonly check: (facts: Facts) => Outcome;
}

/** A violation stamped with its rule, its severity and a fingerprint that survives moved lines. */
export interface Finding extends Violation {
  readonly ruleId: RuleId;
  readonly severity: Severity;
  readonly fingerprint: string;
  /** The databases it holds in; none when no database could be read, or when it is about the source. */
  readonly databases: readonly DatabaseFact['name'][];
  /** Findings that are shown as part of this one, because it is why they are; absent is none. */
  readonly explains?: readonly Finding[];
}

/** One rule's outcome with its findings stamped. */
export type RuleResult = { readonly ruleId: RuleId } & (
  | { readonly status: 'checked'; readonly subjects: number; readonly findings: readonly Finding[] }
  | { readonly status: 'not-applicable'; readonly reason: string }
  | { readonly status: 'unknown'; readonly reason: string }
);
