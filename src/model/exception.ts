import type { RuleId } from './rule-ids.js';
import type { Location } from './subscription.js';

/** An `ignore` entry of the config file: a finding that is accepted, why, and until when. */
export interface Exception {
  readonly rule: RuleId;
  /** The subject of the finding as reports name it, for example `public.audit_log`. */
  readonly subject: string;
  readonly reason: string;
  /** The last day it holds, YYYY-MM-DD; null for ever. */
  readonly until: string | null;
  /** Whether that day is over; then it accepts nothing any more. */
  readonly isExpired: boolean;
  readonly location: Location;
}
