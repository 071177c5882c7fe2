import type { Facts } from '../model/facts.js';
import type { Options } from '../model/options.js';

/** What is the same whichever database is looked at. */
export function commonFacts({
  publication,
  subscriptions,
  rules,
  exceptions,
}: Options): Pick<Facts, 'subscriptions' | 'source' | 'policy' | 'exceptions'> {
  return {
    subscriptions,
    source: null,
    policy: { publication, replicaIdentityFull: rules['replica-identity-full'] !== 'off' },
    exceptions,
  };
}
