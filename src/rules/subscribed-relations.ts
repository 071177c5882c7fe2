import type { Catalog, Relation } from '../model/facts.js';
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

/** Every place that subscribes to a relation, by relationKey; wildcards belong to no relation alone. */
export function placesByRelation(
  subscriptions: readonly Subscription[],
): ReadonlyMap<string, { readonly name: RelationName; readonly locations: readonly RelatedLocation[] }> {
  const byRelation = new Map<string, { name: RelationName; locations: RelatedLocation[] }>();
  for (const subscription of subscriptions) {
    if (isWildcard(subscription)) continue;
    const name = { schema: subscription.schema, name: subscription.table };
    const entry = byRelation.get(relationKey(name)) ?? { name, locations: [] };
    byRelation.set(relationKey(name), entry);
    addPlace(entry.locations, subscription);
  }
  return byRelation;
}

/** One line that asks for two events is one place. */
function addPlace(places: RelatedLocation[], { location }: Subscription): void {
  if (location === null) return;
  const isKnown = places.some(({ file, line }) => file === location.file && line === location.line);
  if (!isKnown) places.push({ ...location, label: 'subscribed here' });
}
