import type { Relation } from '../model/facts.js';
import type { Sender } from '../model/sender.js';
import { identityColumns, notHeld } from './identity-columns.js';

export type WriteStatement = 'UPDATE' | 'DELETE';

/** A statement of the application that PostgreSQL refuses, and the first thing it has against it. */
export type FailingWrite = { readonly statement: WriteStatement } & WriteProblem;

export type WriteProblem =
  | { readonly kind: 'no-identity' }
  | { readonly kind: 'filter' | 'list'; readonly publication: string; readonly columns: readonly string[] }
  | { readonly kind: 'generated'; readonly publication: string; readonly columns: readonly string[] };

/**
 * The statements on a relation that fail because of a publication, this one or any other, as PostgreSQL decides it
 * (src/backend/executor/execReplication.c, CheckCmdReplicaIdentity): row filters first, then column lists, from version
 * 18 on generated columns, and at last whether a row is identified at all.
 */
export function findFailingWrites(relation: Relation, majorVersion: number): readonly FailingWrite[] {
  return findFailing(relation, identityColumns(relation), majorVersion);
}

/** The same for the relation if it were FULL. */
export function findFailingUnderFull(relation: Relation, majorVersion: number): readonly FailingWrite[] {
  return findFailing(relation, 'all', majorVersion);
}

/** Whether the application could still write if the relation were FULL: not under a column list, wherever that is. */
export function mayBeFull(relation: Relation, majorVersion: number): boolean {
  const isListed = relation.columnListPublications.length > 0;
  return !isListed && findFailingUnderFull(relation, majorVersion).length === 0;
}

/** The columns of the old row that are logged, for every one of them `all`. */
type Held = readonly string[] | 'all';

function findFailing(relation: Relation, held: Held, majorVersion: number): readonly FailingWrite[] {
  const { senders } = relation;
  // Ten thousand tables are asked about, and nearly all of them are sent whole.
  if (held.length > 0 && majorVersion < FIRST_TO_CHECK_GENERATED && !senders.some(isLimited)) return NONE;
  const updates = findProblem(relation, held, senders.filter(sendsUpdates), majorVersion);
  const deletes = findProblem(relation, held, senders.filter(sendsDeletes), majorVersion);
  return [
    ...(updates === null ? [] : [{ statement: 'UPDATE', ...updates } as const]),
    ...(deletes === null ? [] : [{ statement: 'DELETE', ...deletes } as const]),
  ];
}

const NONE: readonly FailingWrite[] = [];

function isLimited({ filterColumns, columnList }: Sender): boolean {
  return filterColumns.length > 0 || columnList !== null;
}

function findProblem(
  relation: Relation,
  held: Held,
  senders: readonly Sender[],
  majorVersion: number,
): WriteProblem | null {
  for (const { publication, filterColumns } of senders) {
    const columns = notHeld(held, filterColumns);
    if (columns.length > 0) return { kind: 'filter', publication, columns };
  }
  for (const { publication, columnList } of senders) {
    const columns = columnList === null ? null : leftOut(held, columnList);
    if (columns !== null) return { kind: 'list', publication, columns };
  }
  for (const sender of majorVersion >= FIRST_TO_CHECK_GENERATED ? senders : []) {
    const columns = unsentGenerated(relation, held, sender);
    if (columns.length > 0) return { kind: 'generated', publication: sender.publication, columns };
  }
  return senders.length > 0 && held.length === 0 ? { kind: 'no-identity' } : null;
}

/** The identity columns that a list lacks, or null when it lacks none. FULL is covered by no list, not even a whole one. */
function leftOut(held: Held, columnList: readonly string[]): readonly string[] | null {
  if (held === 'all') return [];
  const missing = held.filter((column) => !columnList.includes(column));
  return missing.length === 0 ? null : missing;
}

/** Measured: with PostgreSQL 17 the very same table is written to without an error. */
const FIRST_TO_CHECK_GENERATED = 18;

/** Those of the identity that the publication does not send. A virtual one is never sent; a column list is judged alone. */
function unsentGenerated(relation: Relation, held: Held, { columnList, sendsGenerated }: Sender): readonly string[] {
  if (columnList !== null) return [];
  const virtual = (relation.columns ?? []).flatMap(({ name, generated }) => (generated === 'virtual' ? [name] : []));
  const unsent = [...(sendsGenerated === true ? [] : relation.generatedColumns), ...virtual];
  return held === 'all' ? unsent : unsent.filter((column) => held.includes(column));
}

function sendsUpdates(sender: Sender): boolean {
  return sender.sendsUpdates;
}

function sendsDeletes(sender: Sender): boolean {
  return sender.sendsDeletes;
}
