import type { Catalog, Relation } from '../model/facts.js';
import { groupBy } from '../model/group-by.js';
import type { RelationHistory } from '../model/history.js';
import type { RelationName } from '../model/names.js';
import type { RelatedLocation } from '../model/outcome.js';
import { byRelation, groupByRelation, type RelationGroups, RelationMap } from '../model/relation-map.js';
import { remember } from '../model/remember.js';
import { asksFor, isWildcard, type Location, type Subscription } from '../model/subscription.js';

/** A relation subscribed to by name, with the relation if it exists and every subscription to it. */
export interface SubscribedRelation {
  readonly name: RelationName;
  readonly relation: Relation | null;
  readonly subscriptions: readonly Subscription[];
}

/** Joins subscriptions and catalogue by exact name, one entry a relation, in the order they are first subscribed to. */
export function subscribedRelations(
  catalog: Catalog,
  subscriptions: readonly Subscription[],
): readonly SubscribedRelation[] {
  return subscribedIn(catalog)(subscriptions);
}

const subscribedIn = remember((catalog: Catalog) =>
  remember((subscriptions: readonly Subscription[]): readonly SubscribedRelation[] =>
    byName(subscriptions).groups.flatMap((alike) => {
      const [first] = alike;
      if (first === undefined) return [];
      const name = askedName(first);
      return [{ name, relation: relationsByName(catalog.relations).get(name) ?? null, subscriptions: alike }];
    }),
  ),
);

/** The relations of a catalogue by their names. */
export const relationsByName = remember(
  (relations: readonly Relation[]): RelationMap<Relation> => byRelation(relations),
);

/** What the migrations say of relations, by their names. */
export const historiesByName = remember(
  (histories: readonly RelationHistory[]): RelationMap<RelationHistory> => byRelation(histories),
);

/** Every place that gets the changes of a relation: those that name it, then those that ask for every table. */
export const placesThatGet = remember(
  (subscriptions: readonly Subscription[]): ((name: RelationName) => readonly RelatedLocation[]) => {
    const getting = subscriptionsThatGet(subscriptions);
    const places = remember(placesOf);
    return (name) => places(getting(name));
  },
);

/** Every subscription that gets the changes of a relation: those that name it, then those that ask for every table. */
export const subscriptionsThatGet = remember(
  (subscriptions: readonly Subscription[]): ((name: RelationName) => readonly Subscription[]) => {
    const { named, ofEverySchema, ofSchema } = sorted(subscriptions);
    const known = new RelationMap<readonly Subscription[]>();
    return (name) => {
      const ofName = named.of(name);
      const ofTable = ofEverySchema.get(name.name);
      if (ofName === undefined && ofTable === undefined) return ofSchema(name);
      // Every rule asks, and what is worked out for a list is remembered with the list.
      const before = known.get(name);
      if (before !== undefined) return before;
      const all = [...(ofName ?? []), ...(ofTable ?? []), ...ofSchema(name)];
      known.set(name, all);
      return all;
    };
  },
);

/** Tells whether anybody gets the changes of a relation, by its name or with every other. */
export function subscribersOf(subscriptions: readonly Subscription[]): (name: RelationName) => boolean {
  const { named, ofEverySchema, ofSchema } = sorted(subscriptions);
  return (name) => ofSchema(name).length > 0 || named.of(name) !== undefined || ofEverySchema.has(name.name);
}

/** By what they ask for: one relation, a name in every schema, or everything of a schema, which gives one list for all. */
const sorted = remember((subscriptions: readonly Subscription[]) => {
  const wildcards = subscriptions.filter(isWildcard);
  const ofSchemas = new Map<string, readonly Subscription[]>();
  const ofSchema = (name: RelationName): readonly Subscription[] => {
    const before = ofSchemas.get(name.schema);
    if (before !== undefined) return before;
    const asking = wildcards.filter((one) => one.table === '*' && asksFor(one, name));
    ofSchemas.set(name.schema, asking);
    return asking;
  };
  const ofEverySchema = groupBy(
    wildcards.filter(({ table }) => table !== '*'),
    ({ table }) => table,
  );
  return { named: byName(subscriptions), ofEverySchema, ofSchema };
});

const byName = remember((subscriptions: readonly Subscription[]): RelationGroups<Subscription> => {
  const named = subscriptions.filter((subscription) => !isWildcard(subscription));
  return groupByRelation(named, askedName);
});

/** The lines that subscribe, each once. Of a wrapper that is the line that calls it; the wrapper’s own stands beside. */
export function placesOf(subscriptions: readonly Subscription[]): readonly RelatedLocation[] {
  const places = new Map<string, RelatedLocation>();
  for (const subscription of subscriptions) {
    for (const { key, line } of linesOf(subscription)) if (!places.has(key)) places.set(key, line);
  }
  return [...places.values()];
}

/** One to every table is a place of each of them. */
const linesOf = remember(
  ({ location, via }: Subscription): readonly { readonly key: string; readonly line: RelatedLocation }[] => {
    if (location === null) return [];
    const call = via.at(-1);
    const lines =
      call === undefined
        ? [{ ...location, label: 'subscribed here' }]
        : [
            { ...call, label: 'subscribed here' },
            { ...location, label: 'through this line' },
          ];
    return lines.map((line) => ({ key: `${line.file}\0${line.line}`, line }));
  },
);

/**
 * The line of the application that a finding about its subscriptions stands at, and the other places; no line for those
 * that the project only declares.
 */
export function askedAt(subscriptions: readonly Subscription[]): {
  readonly location: Location | null;
  readonly related: readonly RelatedLocation[];
} {
  const all = placesOf(subscriptions);
  const [first] = placesOf(subscriptions.filter(({ sdk }) => sdk !== 'declared'));
  if (first === undefined) return { location: null, related: all };
  const { file, line, column } = first;
  return {
    location: { file, line, column },
    related: all.filter((place) => place.file !== file || place.line !== line),
  };
}

/** The subscriptions to one relation by its name. */
export function subscriptionsTo(name: RelationName, subscriptions: readonly Subscription[]): readonly Subscription[] {
  return byName(subscriptions).of(name) ?? [];
}

/** The name that a subscription asks for. */
export function askedName({ schema, table }: Subscription): RelationName {
  return { schema, name: table };
}
