import type { Database } from '../database/database.js';
import type { Catalog, Publication } from '../model/facts.js';
import { type RelationName, relationKey } from '../model/names.js';
import { isWildcard, type Subscription } from '../model/subscription.js';
import { findSimilarNames, lengthsOfSimilarNames } from './find-similar-names.js';
import { candidatesQuery } from './queries/candidates.sql.js';
import { type PublicationRow, publicationQuery } from './queries/publication.sql.js';
import { relationsQuery } from './queries/relations.sql.js';
import { readFilterValues } from './read-filter-values.js';
import { toRelation } from './to-relation.js';

/**
 * Reads every catalogue fact the rules need: two queries sent together, and a third only when a subscribed relation
 * does not exist. The number of round trips does not depend on how much there is.
 * @param others further relations to read, if they exist
 * @throws ConnectionError from the database
 */
export async function readCatalog(
  database: Database,
  publication: string,
  subscriptions: readonly Subscription[],
  others: readonly RelationName[] = [],
): Promise<Catalog> {
  const subscribed = subscribedRelations(subscriptions);
  const asked = [...subscribed, ...others];
  const [publicationRows, relationRows, filterValues] = await Promise.all([
    database.query(publicationQuery, [publication]),
    database.query(relationsQuery, [publication, asked.map(({ schema }) => schema), asked.map(({ name }) => name)]),
    readFilterValues(database, subscriptions),
  ]);
  const relations = relationRows.map(toRelation);
  const existing = new Set(relations.map(relationKey));
  const missing = subscribed.filter((wanted) => !existing.has(relationKey(wanted)));
  return {
    publication: toPublication(publication, publicationRows[0]),
    relations,
    majorVersion: 17,
    roles: [],
    filterValues,
    similarNames: missing.length === 0 ? [] : await readSimilarNames(database, missing),
  };
}

/** Each relation that is subscribed to by name, once. */
function subscribedRelations(subscriptions: readonly Subscription[]): readonly RelationName[] {
  const named = subscriptions
    .filter((subscription) => !isWildcard(subscription))
    .map(({ schema, table }) => ({ schema, name: table }));
  return [...new Map(named.map((relation) => [relationKey(relation), relation])).values()];
}

async function readSimilarNames(database: Database, missing: readonly RelationName[]) {
  const names = missing.map(({ name }) => name.toLowerCase());
  const rows = await database.query(candidatesQuery, [names, lengthsOfSimilarNames(names)]);
  return findSimilarNames(
    missing,
    rows.map(({ nspname, relname }) => ({ schema: nspname, name: relname })),
  );
}

function toPublication(name: string, row: PublicationRow | undefined): Publication {
  if (row === undefined) throw new Error('query publication returned no row');
  if (!row.exists) return { exists: false, name, otherPublications: row.other_publications };
  return {
    exists: true,
    name,
    allTables: row.puballtables === true,
    schemas: row.schemas,
    publishes: {
      insert: row.pubinsert === true,
      update: row.pubupdate === true,
      delete: row.pubdelete === true,
      truncate: row.pubtruncate === true,
    },
    viaPartitionRoot: row.pubviaroot === true,
  };
}
