import type { Asked, Facts } from '../model/facts.js';
import type { Options } from '../model/options.js';

/** What is the same whichever database is looked at. */
export function commonFacts(
  { publication, rules, exceptions, replicaIdentity, tables }: Options,
  { subscriptions, source }: Asked,
): Pick<Facts, 'subscriptions' | 'source' | 'policy' | 'exceptions'> {
  return {
    subscriptions,
    source,
    policy: { publication, replicaIdentityFull: rules['replica-identity-full'] !== 'off', replicaIdentity, tables },
    exceptions,
  };
}
