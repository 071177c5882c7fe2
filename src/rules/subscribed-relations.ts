import type { Catalog, Relation } from '../model/facts.js';
import { groupBy } from '../model/group-by.js';
import { type RelationName, relationKey } from '../model/names.js';
import type { RelatedLocation } from '../model/outcome.js';
import { isWildcard, type Subscription } from '../model/subscription.js';

/** A relation subscribed to by name, with the relation if it exists and every place that subscribes to it. */
export interface SubscribedRelation {
  readonly name: RelationName;
  readonly relation: Relation | null;
  readonly places: readonly RelatedLocation[];
}

/** Joins subscriptions and catalogue by exact name, one entry a relation, in the order they are first subscribed to. */
export function subscribedRelations(
  catalog: Catalog,
  subscriptions: readonly Subscription[],
): readonly SubscribedRelation[] {
  const relations = new Map(catalog.relations.map((relation) => [relationKey(relation), relation]));
  const places = placesByRelation(subscriptions);
  return [...places].map(([key, { name, locations }]) => ({
    name,
    relation: relations.get(key) ?? null,
    places: locations,
  }));
}

/** Every place that subscribes to a relation by its name, by relationKey; wildcards belong to no relation alone. */
export function placesByRelation(
  subscriptions: readonly Subscription[],
): ReadonlyMap<string, { readonly name: RelationName; readonly locations: readonly RelatedLocation[] }> {
  const named = subscriptions.filter((subscription) => !isWildcard(subscription));
  return new Map(
    [...groupBy(named, (subscription) => relationKey(nameOf(subscription)))].flatMap(([key, alike]) => {
      const [first] = alike;
      return first === undefined ? [] : [[key, { name: nameOf(first), locations: placesOf(alike) }]];
    }),
  );
}

/** Every place that gets the changes of a relation: those that name it, then those that ask for every table. */
export function placesThatGet(subscriptions: readonly Subscription[]): (name: RelationName) => RelatedLocation[] {
  const byRelation = placesByRelation(subscriptions);
  const wildcards = subscriptions.filter(isWildcard);
  return (name) => [
    ...(byRelation.get(relationKey(name))?.locations ?? []),
    ...placesOf(wildcards.filter((wildcard) => matches(wildcard, name))),
  ];
}

/** Whether a subscription asks for the changes of a relation. */
export function matches({ schema, table }: Subscription, relation: RelationName): boolean {
  return (schema === '*' || schema === relation.schema) && (table === '*' || table === relation.name);
}

/** The lines that subscribe, each once. Of a wrapper that is the line that calls it; the wrapper’s own stands beside. */
export function placesOf(subscriptions: readonly Subscription[]): readonly RelatedLocation[] {
  const places = new Map<string, RelatedLocation>();
  for (const { location, via } of subscriptions) {
    if (location === null) continue;
    const call = via.at(-1);
    const lines =
      call === undefined
        ? [{ ...location, label: 'subscribed here' }]
        : [
            { ...call, label: 'subscribed here' },
            { ...location, label: 'through this line' },
          ];
    for (const line of lines) {
      const key = `${line.file}\0${line.line}`;
      if (!places.has(key)) places.set(key, line);
    }
  }
  return [...places.values()];
}

function nameOf({ schema, table }: Subscription): RelationName {
  return { schema, name: table };
}
