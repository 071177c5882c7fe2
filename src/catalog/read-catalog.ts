import type { Database } from '../database/database.js';
import type { Catalog, Publication } from '../model/facts.js';
import { type RelationName, relationKey } from '../model/names.js';
import { isWildcard, type Subscription } from '../model/subscription.js';
import { sendersOf } from './find-senders.js';
import { findSimilarNames, lengthsOfSimilarNames } from './find-similar-names.js';
import { candidatesQuery } from './queries/candidates.sql.js';
import { columnRightsQuery } from './queries/column-rights.sql.js';
import { columnsQuery } from './queries/columns.sql.js';
import { delicateColumnsQuery } from './queries/delicate-columns.sql.js';
import { policiesQuery } from './queries/policies.sql.js';
import { type PublicationRow, publicationQuery } from './queries/publication.sql.js';
import { relationsQuery } from './queries/relations.sql.js';
import { rolesQuery } from './queries/roles.sql.js';
import { sendersQuery } from './queries/senders.sql.js';
import { statisticsQuery } from './queries/statistics.sql.js';
import { readFilterValues } from './read-filter-values.js';
import {
  byRelation,
  eachRelation,
  toColumn,
  toColumnRights,
  toDelicateColumn,
  toPolicy,
  toStatistics,
} from './relation-details.js';
import { type RelationDetails, toRelation } from './to-relation.js';

/** What of a database is read. */
export interface CatalogRequest {
  readonly publication: string;
  readonly subscriptions: readonly Subscription[];
  /** Whose rights are judged. */
  readonly roles: readonly string[];
  /** Further relations to read, if they exist. */
  readonly others?: readonly RelationName[];
  /** Whether what the server has counted means anything: not in a database that was made a moment ago. */
  readonly hasStatistics: boolean;
}

/**
 * Reads every catalogue fact the rules need: queries that are sent together, and one more only when a subscribed relation
 * does not exist. The number of round trips does not depend on how much there is.
 * @throws ConnectionError from the database
 */
export async function readCatalog(database: Database, request: CatalogRequest): Promise<Catalog> {
  const { publication, subscriptions, roles, others = [], hasStatistics } = request;
  const subscribed = subscribedRelations(subscriptions);
  const [schemas, names] = namesOf(subscribed);
  const [askedSchemas, askedNames] = namesOf([...subscribed, ...others]);
  const [publications, rows, columns, delicate, senders, policies, columnRights, roleRows, statistics, filterValues] =
    await Promise.all([
      database.query(publicationQuery, [publication]),
      database.query(relationsQuery, [publication, askedSchemas, askedNames, roles]),
      database.query(columnsQuery, [schemas, names]),
      database.query(delicateColumnsQuery, [publication, askedSchemas, askedNames]),
      database.query(sendersQuery, []),
      database.query(policiesQuery, [publication, askedSchemas, askedNames]),
      database.query(columnRightsQuery, [roles]),
      database.query(rolesQuery, [roles]),
      hasStatistics ? database.query(statisticsQuery, [publication]) : [],
      readFilterValues(database, subscriptions),
    ]);
  const [server, ...judged] = roleRows;
  if (server === undefined) throw new Error('query roles returned no row');
  const details: RelationDetails = {
    sendersOf: sendersOf(senders),
    policies: byRelation(policies, toPolicy),
    columns: byRelation(columns, toColumn),
    delicateColumns: byRelation(delicate, toDelicateColumn),
    statistics: eachRelation(statistics, toStatistics),
    columnRights: toColumnRights(columnRights),
    roles: judged.map(({ rolname, exists, bypasses }) => ({ name: rolname, exists, bypassesRowSecurity: bypasses })),
  };
  const relations = rows.map((row) => toRelation(row, details));
  const existing = new Set(relations.map(relationKey));
  const missing = subscribed.filter((wanted) => !existing.has(relationKey(wanted)));
  return {
    publication: toPublication(publication, publications[0]),
    relations,
    majorVersion: Math.floor(server.server_version_num / 10_000),
    roles: details.roles,
    filterValues,
    similarNames: missing.length === 0 ? [] : await readSimilarNames(database, missing),
  };
}

function namesOf(relations: readonly RelationName[]): readonly [readonly string[], readonly string[]] {
  return [relations.map(({ schema }) => schema), relations.map(({ name }) => name)];
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
