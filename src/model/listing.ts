import type { SourceFacts } from './source.js';
import type { Subscription } from './subscription.js';
import type { Conclusion } from './verdict.js';

/** What the application subscribes to, without a look at any database. */
export interface Listing {
  readonly conclusion: Conclusion;
  /** One sentence with what to do when the conclusion is undetermined, else null. */
  readonly reason: string | null;
  /** Those that a check would judge: named by the project, and found in the source of the application. */
  readonly subscriptions: readonly Subscription[];
  readonly source: SourceFacts;
  /** What was skipped, cut or could not be read, in words. */
  readonly limits: readonly string[];
}
