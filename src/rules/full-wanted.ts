import type { Facts, Relation } from '../model/facts.js';
import { displayIdentifier } from '../model/names.js';
import { exemptionOf } from '../model/table-policy.js';
import { findFailingUnderFull } from './failing-writes.js';
import { needsOfFull } from './full-needs.js';
import { subscriptionsThatGet } from './subscribed-relations.js';

/** What the project's wish depends on. */
export type AboutFull = Pick<Facts, 'policy' | 'subscriptions' | 'catalog'>;

/** Whether the project wants a table FULL that is not, so that a fix for something else must not leave it behind. */
export function isFullWanted(table: Relation, { policy, subscriptions, catalog }: AboutFull): boolean {
  if (!policy.replicaIdentityFull || table.relreplident === 'f' || !catalog.known) return false;
  if (exemptionOf(table, policy.tables) !== null) return false;
  if (policy.replicaIdentity === 'all') return true;
  return needsOfFull(table, subscriptionsThatGet(subscriptions)(table), catalog.value.publication).length > 0;
}

/**
 * What must be done before a table may be FULL, as one sentence, or null when nothing stands in the way. PostgreSQL
 * accepts the statement itself all the same, and then refuses the application's every UPDATE and DELETE (42P10).
 */
export function whatForbidsFull(table: Relation, majorVersion: number): string | null {
  const lists = listingPublications(table);
  if (lists.length > 0) {
    const publications = lists.map(displayIdentifier).join(', ');
    return `Not yet FULL, which would make UPDATE and DELETE fail with SQLSTATE 42P10: first revoke SELECT on the table and grant it by column, without those that ${publications} leaves out, then publish the table without the column list, then set FULL.`;
  }
  const unsent = unsentColumns(table, majorVersion).map(displayIdentifier).join(', ');
  if (unsent === '') return null;
  return `Not yet FULL, which on PostgreSQL ${majorVersion} would make UPDATE and DELETE fail with SQLSTATE 42P10 while a generated column (${unsent}) is not published: first set publish_generated_columns to stored on every publication of the table, then set FULL; a virtual column is never sent, and has to be a stored one first.`;
}

/** The generated columns that keep the table from being FULL. One that is not published yet is not known to be sent. */
function unsentColumns(table: Relation, majorVersion: number): readonly string[] {
  if (table.senders.length === 0) return majorVersion < PUBLISHES_GENERATED ? [] : table.generatedColumns;
  const failing = findFailingUnderFull(table, majorVersion);
  return [...new Set(failing.flatMap((problem) => (problem.kind === 'generated' ? problem.columns : [])))];
}

/** The version from which a stored generated column is sent only where the publication says so. */
const PUBLISHES_GENERATED = 18;

/** The publications that send old rows of the table under a column list. */
function listingPublications({ columnListPublications, senders }: Relation): readonly string[] {
  if (columnListPublications.length === 0 && senders.every(({ columnList }) => columnList === null)) return [];
  const listing = senders.filter((one) => one.columnList !== null && (one.sendsUpdates || one.sendsDeletes));
  return [...new Set([...columnListPublications, ...listing.map(({ publication }) => publication)])];
}
