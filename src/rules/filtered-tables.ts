import type { Catalog, Relation } from '../model/facts.js';
import { groupBy } from '../model/group-by.js';
import type { Outcome } from '../model/outcome.js';
import { groupByRelation } from '../model/relation-map.js';
import { remember } from '../model/remember.js';
import { isWildcard, type Subscription } from '../model/subscription.js';
import { askedName, relationsByName } from './subscribed-relations.js';

/** A filter on a table, and every subscription that has it. */
export interface FilteredTable {
  readonly relation: Relation;
  readonly filter: string;
  readonly subscriptions: readonly Subscription[];
}

/** The answer of a rule about filters when there are none. */
export const NO_FILTERED_TABLE: Outcome = {
  status: 'not-applicable',
  reason: 'no table is subscribed to with a filter',
};

/**
 * Each filter of each table that is published, or could be: the server looks at a filter only once a table is, so one on
 * a table that must still be published is told of before it is.
 */
export function filteredTables(catalog: Catalog, subscriptions: readonly Subscription[]): readonly FilteredTable[] {
  return filteredIn(catalog)(subscriptions);
}

/** The same objects for every rule, so that a filter is judged once. */
const filteredIn = remember((catalog: Catalog) =>
  remember((subscriptions: readonly Subscription[]) => findFiltered(catalog, subscriptions)),
);

function findFiltered(catalog: Catalog, subscriptions: readonly Subscription[]): readonly FilteredTable[] {
  const relations = relationsByName(catalog.relations);
  // One to every table is told of no table alone.
  const filtered = subscriptions.filter((one) => one.filter !== null && !isWildcard(one));
  const alike = groupByRelation(filtered, askedName).groups.flatMap((ofTable) => [
    ...groupBy(ofTable, ({ filter }) => filter ?? '').values(),
  ]);
  return alike.flatMap((group) => {
    const [first] = group;
    const relation = first === undefined ? undefined : relations.get(askedName(first));
    const filter = first?.filter ?? null;
    return relation === undefined || !isOrCanBeListed(relation) || filter === null
      ? []
      : [{ relation, filter, subscriptions: group }];
  });
}

function isOrCanBeListed({ relkind, relpersistence, published }: Relation): boolean {
  return published || (relkind === 'r' && relpersistence === 'p');
}
