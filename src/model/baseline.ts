import type { Severity } from './severity.js';

/** A finding that a project accepts. The fingerprint is what counts; subject and message are for people. */
export interface BaselineEntry {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly subject: string;
  readonly message: string;
  readonly fingerprint: string;
}
