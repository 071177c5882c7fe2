import type { Asked, Facts } from '../model/facts.js';
import type { Options } from '../model/options.js';

const JUDGED_ROLES: readonly string[] = ['anon', 'authenticated'];

/** Whose policies are tried; nobody's when nobody asks. */
export function probedRoles({ rules }: Options): readonly string[] {
  return rules['rls-policies-run'] === 'off' ? [] : JUDGED_ROLES;
}

/** What is the same whichever database is looked at. */
export function commonFacts(
  { publication, rules, exceptions, replicaIdentity, tables, realtimeVersion }: Options,
  { subscriptions, source }: Asked,
): Pick<Facts, 'subscriptions' | 'source' | 'policy' | 'exceptions'> {
  return {
    subscriptions,
    source,
    policy: {
      publication,
      replicaIdentityFull: rules['replica-identity-full'] !== 'off',
      replicaIdentity,
      tables,
      realtimeVersion,
    },
    exceptions,
  };
}
