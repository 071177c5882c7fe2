import { probePolicies, tryPolicies } from '../../../src/catalog/probe-policies.js';
import { readCatalog } from '../../../src/catalog/read-catalog.js';
import type { Catalog, Facts } from '../../../src/model/facts.js';
import type { PolicyProbe } from '../../../src/model/policy-probe.js';
import type { SourceFacts } from '../../../src/model/source.js';
import type { Subscription } from '../../../src/model/subscription.js';
import type { ReplicaIdentityPolicy } from '../../../src/model/table-policy.js';
import { catalogRequest } from '../catalog-request.js';
import { scanText } from '../scan-text.js';
import type { Bench, TriedDatabase } from './benches.js';
import type { Asked } from './recorded.js';

const PUBLICATION = 'supabase_realtime';

/** The applications of the cases, read from source as the product reads it. */
export interface Applications {
  /** What one application says that asks for all of these. */
  of(...asked: readonly Asked[]): SourceFacts;
}

/** Writes each subscription as an application would, and has the scanner find it again. */
export function scanApplications(subscriptions: readonly Asked[]): Applications {
  const all = [...new Map(subscriptions.map((asked) => [keyOf(asked), asked])).values()];
  const files = new Map(all.map((asked, index) => [keyOf(asked), `src/s${index}.ts`]));
  const found = scanText(all.map((asked, index) => ({ file: `src/s${index}.ts`, text: sourceOf(asked) })));
  return {
    of: (...asked) => {
      const wanted = new Set(asked.map((one) => files.get(keyOf(one))));
      const isWanted = ({ location }: { readonly location: { readonly file: string } | null }): boolean =>
        wanted.has(location?.file);
      const subscribed = found.subscriptions.filter(isWanted).map(asMeant);
      if (subscribed.length !== wanted.size) throw new Error(`the scan did not find ${asked.map(keyOf).join(', ')}`);
      return {
        ...found,
        files: wanted.size,
        subscriptions: subscribed,
        bindings: found.bindings.filter(isWanted),
        hazards: found.hazards.filter(isWanted),
        unresolved: found.unresolved.filter(isWanted),
        uses: found.uses.filter(({ file }) => wanted.has(file)),
      };
    },
  };
}

/**
 * A filter for the value `{}` is told from one with a piece put in at run time only where the project declares it, so such
 * cases count as declared.
 */
function asMeant(subscription: Subscription): Subscription {
  return subscription.filter?.includes('{}') === true ? { ...subscription, sdk: 'declared' } : subscription;
}

function keyOf({ event, schema, table, filter }: Asked): string {
  return JSON.stringify([event, schema, table, filter]);
}

function sourceOf({ filter, ...asked }: Asked): string {
  const parameters = JSON.stringify({ ...asked, ...(filter === null ? {} : { filter }) });
  return `import { createClient } from '@supabase/supabase-js';
const supabase = createClient('https://x.supabase.co', 'key');
supabase.channel('changes').on('postgres_changes', ${parameters}, (payload) => console.log(payload.new)).subscribe();
`;
}

/** The roles whose right to receive is judged unless a case is about another. */
export const ROLES: readonly string[] = ['anon', 'authenticated'];

/** What is read of a database in a run. */
export interface Read {
  readonly catalog: Catalog;
  readonly policyProbe: PolicyProbe;
}

/** Reads what stands in the database now, with what the application asks for. */
export async function readFor(
  bench: Bench,
  database: TriedDatabase,
  { subscriptions }: SourceFacts,
  roles = ROLES,
): Promise<Read> {
  const catalog = await readCatalog(database, catalogRequest(subscriptions, { publication: PUBLICATION, roles }));
  const asked = subscriptions.map(({ schema, table }) => ({ schema, name: table }));
  const probe = bench.isEmbedded ? tryPolicies : probePolicies;
  return { catalog, policyProbe: await probe(database, { publication: PUBLICATION, roles, asked }) };
}

/**
 * What a rule is asked under. With `all` the rule `replica-identity-full` wants FULL on every published table because a
 * project wants it so, whether a subscription needs it or not: an error where the engine delivers, by intention. What the
 * engine does is compared under `when-needed`.
 */
export interface Terms {
  readonly replicaIdentity: ReplicaIdentityPolicy;
  /** Leaves the users of other roles out; null for the users of every judged role. */
  readonly role: string | null;
}

/** Everything a rule may know of one database and one application. */
export function factsOf(
  { name, isEmbedded }: Pick<Bench, 'name' | 'isEmbedded'>,
  { catalog, policyProbe }: Read,
  source: SourceFacts,
  { replicaIdentity, role }: Terms,
): Facts {
  const isJudged = (one: string): boolean => role === null || one === role;
  return {
    database: { known: true, value: { name: isEmbedded ? 'shadow' : 'preview', engine: name } },
    catalog: {
      known: true,
      value: {
        ...catalog,
        roles: catalog.roles.filter((one) => isJudged(one.name)),
        relations: catalog.relations.map((relation) => ({
          ...relation,
          rights: relation.rights.filter((rights) => isJudged(rights.role)),
        })),
      },
    },
    subscriptions: source.subscriptions,
    source,
    policy: {
      publication: PUBLICATION,
      replicaIdentityFull: true,
      replicaIdentity,
      tables: [],
      realtimeVersion: null,
    },
    exceptions: [],
    baseline: [],
    history: null,
    migrated: null,
    server: null,
    applied: null,
    policyProbe: {
      known: true,
      value: {
        ...policyProbe,
        roles: policyProbe.roles.filter(isJudged),
        failures: policyProbe.failures.filter((failure) => isJudged(failure.role)),
      },
    },
  };
}
