import type { RelationName } from './names.js';

/**
 * Values by the name of a relation. Schema and name are looked up one after the other: to put a key together for each of
 * ten thousand relations and each rule that asks costs more than the look-up.
 */
export class RelationMap<Value> {
  readonly #schemas = new Map<string, Map<string, Value>>();
  /** The schema that was asked for last, which most often is that of the next relation too. */
  #schema = '';
  #ofSchema: Map<string, Value> | undefined;

  has(relation: RelationName): boolean {
    return this.#ofSame(relation)?.has(relation.name) ?? false;
  }

  get(relation: RelationName): Value | undefined {
    return this.#ofSame(relation)?.get(relation.name);
  }

  /** The last value of a name counts. */
  set(relation: RelationName, value: Value): void {
    let ofSchema = this.#ofSame(relation);
    if (ofSchema === undefined) {
      ofSchema = new Map();
      this.#ofSchema = ofSchema;
      this.#schemas.set(relation.schema, ofSchema);
    }
    ofSchema.set(relation.name, value);
  }

  #ofSame({ schema }: RelationName): Map<string, Value> | undefined {
    if (this.#ofSchema === undefined || schema !== this.#schema) {
      this.#schema = schema;
      this.#ofSchema = this.#schemas.get(schema);
    }
    return this.#ofSchema;
  }
}

/** Items that are or belong to relations, by the name of each. */
export function byRelation<Item extends RelationName>(items: readonly Item[]): RelationMap<Item>;
export function byRelation<Item>(items: readonly Item[], nameOf: (item: Item) => RelationName): RelationMap<Item>;
export function byRelation<Item>(
  items: readonly Item[],
  nameOf = (item: Item): RelationName => item as RelationName,
): RelationMap<Item> {
  const map = new RelationMap<Item>();
  for (const item of items) map.set(nameOf(item), item);
  return map;
}

/** Items of which several may belong to one relation: together, and by its name; all in the order they first came. */
export interface RelationGroups<Item> {
  readonly groups: readonly (readonly Item[])[];
  /** Those of one relation; undefined where there are none. */
  readonly of: (name: RelationName) => readonly Item[] | undefined;
}

/** Puts the items of one relation together. */
export function groupByRelation<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => RelationName,
): RelationGroups<Item> {
  const groups: Item[][] = [];
  const map = new RelationMap<Item[]>();
  for (const item of items) {
    const name = nameOf(item);
    const group = map.get(name);
    if (group !== undefined) {
      group.push(item);
      continue;
    }
    const made = [item];
    map.set(name, made);
    groups.push(made);
  }
  return { groups, of: (name) => map.get(name) };
}
