import type { CatalogRequest } from '../catalog/read-catalog.js';
import type { Asked, Facts } from '../model/facts.js';
import type { Options } from '../model/options.js';

/** Whose policies are tried; nobody's when nobody asks. */
export function probedRoles({ rules, roles }: Options): readonly string[] {
  return rules['rls-policies-run'] === 'off' ? [] : roles;
}

/** What is read of any database. */
export function catalogRequest(
  { publication, roles }: Options,
  { subscriptions }: Asked,
): Pick<CatalogRequest, 'publication' | 'roles' | 'subscriptions'> {
  return { publication, roles, subscriptions };
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
