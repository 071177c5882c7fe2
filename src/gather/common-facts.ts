import type { ProbeRequest } from '../catalog/probe-policies.js';
import type { CatalogRequest } from '../catalog/read-catalog.js';
import type { Asked, Facts } from '../model/facts.js';
import type { Options } from '../model/options.js';
import { isWildcard } from '../model/subscription.js';

/** Whose policies are tried; nobody's when nobody asks. */
export function probeRequest({ rules, roles, publication }: Options, { subscriptions }: Asked): ProbeRequest {
  const named = subscriptions.filter((subscription) => !isWildcard(subscription));
  const asked = new Map(named.map(({ schema, table }) => [`${schema}\0${table}`, { schema, name: table }]));
  return { publication, roles: rules['rls-policies-run'] === 'off' ? [] : roles, asked: [...asked.values()] };
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
  { publication, rules, exceptions, baseline, replicaIdentity, tables, realtimeVersion }: Options,
  { subscriptions, source }: Asked,
): Pick<Facts, 'subscriptions' | 'source' | 'policy' | 'exceptions' | 'baseline'> {
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
    baseline,
  };
}
