import type { RelationName } from './names.js';

interface Entry<Value> {
  value: Value;
}

/**
 * Values by the name of a relation, in the order the names first came. Schema and name are looked up one after the other:
 * to put a key together for each of ten thousand relations and each rule that asks costs more than the look-up.
 */
export class RelationMap<Value> {
  readonly #schemas = new Map<string, Map<string, Entry<Value>>>();
  readonly #entries: Entry<Value>[] = [];

  get size(): number {
    return this.#entries.length;
  }

  has({ schema, name }: RelationName): boolean {
    return this.#schemas.get(schema)?.has(name) ?? false;
  }

  get({ schema, name }: RelationName): Value | undefined {
    return this.#schemas.get(schema)?.get(name)?.value;
  }

  /** The last value of a name counts. */
  set({ schema, name }: RelationName, value: Value): void {
    let names = this.#schemas.get(schema);
    if (names === undefined) {
      names = new Map();
      this.#schemas.set(schema, names);
    }
    const entry = names.get(name);
    if (entry !== undefined) {
      entry.value = value;
      return;
    }
    const made = { value };
    names.set(name, made);
    this.#entries.push(made);
  }

  values(): readonly Value[] {
    return this.#entries.map(({ value }) => value);
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

/** The same where several items may belong to one relation; both in the order they first came. */
export function groupByRelation<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => RelationName,
): RelationMap<readonly Item[]> {
  const groups = new RelationMap<Item[]>();
  for (const item of items) {
    const name = nameOf(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}
