/** A finding that a project accepts; the words are for people, the fingerprint is what counts. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly ruleId: string;
  readonly subject: string;
  readonly message: string;
}
