import type { Catalog } from '../model/facts.js';
import type { History } from '../model/history.js';
import { relationKey } from '../model/names.js';

/** Gives each relation the lines of the migrations that made it what it is. */
export function attachHistory(catalog: Catalog, { relations }: History): Catalog {
  const histories = new Map(relations.map((history) => [relationKey(history), history]));
  return {
    ...catalog,
    relations: catalog.relations.map((relation) => {
      const history = histories.get(relationKey(relation));
      if (history === undefined) return relation;
      const { createdAt, publishedAt, identityAt, confidence } = history;
      return { ...relation, createdAt, publishedAt, identityAt, confidence };
    }),
  };
}
