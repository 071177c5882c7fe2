import type { Severity } from '../model/outcome.js';
import type { Sdk } from '../model/subscription.js';

/** What is wrong with one parameter of a binding. */
export interface ParameterProblem {
  readonly parameter: 'parameters' | 'schema' | 'table' | 'filter' | 'event' | 'select';
  /** The binding by its table. */
  readonly of: string;
  readonly message: string;
  readonly detail: string;
  readonly hint: string;
  /** The most it counts as, where the server goes along. */
  readonly severity?: Severity;
}

export { REFUSED } from '../model/refused.js';

/** Clients without types at run time; the others leave null out, or do not compile. */
export const SEND_ANYTHING: readonly Sdk[] = ['supabase-js', 'supabase-cache-helpers'];
