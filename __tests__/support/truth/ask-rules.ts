import { readCatalog } from '../../../src/catalog/read-catalog.js';
import type { Catalog, Facts } from '../../../src/model/facts.js';
import type { RuleSetting } from '../../../src/model/options.js';
import type { RuleResult } from '../../../src/model/outcome.js';
import type { RuleId } from '../../../src/model/rule-ids.js';
import type { SourceFacts } from '../../../src/model/source.js';
import { runRules } from '../../../src/rules/run-rules.js';
import { scanText } from '../scan-text.js';
import type { Bench, TriedDatabase } from './benches.js';
import type { Asked } from './recorded.js';

const PUBLICATION = 'supabase_realtime';

/**
 * `replica-identity-full` asks for FULL on every published table because the customer wants it so, whether a
 * subscription needs it or not: an error where the engine delivers, by intention. The truth test is about what the
 * engine does, so it leaves the rule out; what FULL is needed for is told by the rules that name the consequence.
 */
export const SETTINGS: Readonly<Partial<Record<RuleId, RuleSetting>>> = { 'replica-identity-full': 'off' };

/** The applications of the cases, read from source as the product reads it. */
export interface Applications {
  of(asked: Asked | null): SourceFacts;
}

/** Writes each subscription as an application would, and has the scanner find it again. */
export function scanApplications(subscriptions: readonly Asked[]): Applications {
  const all = [...new Map(subscriptions.map((asked) => [keyOf(asked), asked])).values()];
  const files = new Map(all.map((asked, index) => [keyOf(asked), `src/s${index}.ts`]));
  const found = scanText(all.map((asked, index) => ({ file: `src/s${index}.ts`, text: sourceOf(asked) })));
  const isOf = (file: string | undefined) => (one: { readonly location: { readonly file: string } | null }) =>
    file !== undefined && one.location?.file === file;
  return {
    of: (asked) => {
      const file = asked === null ? undefined : files.get(keyOf(asked));
      const subscribed = found.subscriptions.filter(isOf(file));
      if (asked !== null && subscribed.length !== 1) throw new Error(`the scan did not find ${keyOf(asked)}`);
      return {
        ...found,
        files: 1,
        subscriptions: subscribed,
        bindings: found.bindings.filter(isOf(file)),
        hazards: found.hazards.filter(isOf(file)),
        unresolved: found.unresolved.filter(isOf(file)),
        uses: found.uses.filter(({ file: used }) => used === file),
      };
    },
  };
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

/** The catalogue of what stands in the database now, with what all of these applications ask for. */
export async function readFor(database: TriedDatabase, sources: readonly SourceFacts[]): Promise<Catalog> {
  return await readCatalog(
    database,
    PUBLICATION,
    sources.flatMap(({ subscriptions }) => subscriptions),
  );
}

/** Asks every rule about one application, for users of one role; of every judged role when it is null. */
export function askRules(
  bench: Pick<Bench, 'name' | 'isEmbedded'>,
  catalog: Catalog,
  source: SourceFacts,
  role: string | null,
): readonly RuleResult[] {
  const facts: Facts = {
    database: { known: true, value: { name: bench.isEmbedded ? 'shadow' : 'preview', engine: bench.name } },
    catalog: { known: true, value: role === null ? catalog : forRole(catalog, role) },
    subscriptions: source.subscriptions,
    source,
    policy: { publication: PUBLICATION, replicaIdentityFull: false },
    exceptions: [],
    history: null,
    migrated: null,
  };
  return runRules(facts, SETTINGS);
}

/** What would have been read, had the option `roles` named only this one. */
function forRole(catalog: Catalog, role: string): Catalog {
  return {
    ...catalog,
    roles: catalog.roles.filter(({ name }) => name === role),
    relations: catalog.relations.map((relation) => ({
      ...relation,
      rights: relation.rights.filter((rights) => rights.role === role),
    })),
  };
}
