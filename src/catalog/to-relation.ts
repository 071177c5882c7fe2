import type { Column, DelicateColumn } from '../model/column.js';
import type { Relation, Relkind, Relpersistence, Relreplident } from '../model/facts.js';
import { type RelationName, relationKey } from '../model/names.js';
import type { RowPolicy, SubscriberRole } from '../model/row-security.js';
import type { Sender } from '../model/sender.js';
import type { TableStatistics } from '../model/statistics.js';
import type { Sendable } from './find-senders.js';
import type { RelationRow } from './queries/relations.sql.js';

const RELKINDS: readonly Relkind[] = ['r', 'p', 'v', 'm', 'f'];
const RELPERSISTENCES: readonly Relpersistence[] = ['p', 'u', 't'];
const RELREPLIDENTS: readonly Relreplident[] = ['d', 'n', 'f', 'i'];

/** What the other queries say of relations; each asked once. */
export interface RelationDetails {
  readonly sendersOf: (relation: Sendable) => readonly Sender[];
  /** By relationKey. */
  readonly policies: ReadonlyMap<string, readonly RowPolicy[]>;
  readonly columns: ReadonlyMap<string, readonly Column[]>;
  readonly delicateColumns: ReadonlyMap<string, readonly DelicateColumn[]>;
  readonly statistics: ReadonlyMap<string, TableStatistics>;
  /** The columns that a role may SELECT one by one, by relationKey and role. */
  readonly columnRights: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  readonly roles: readonly SubscriberRole[];
}

/**
 * A catalogue row in the model's words.
 * @throws Error for a letter this version does not know, rather than taking it for another
 */
export function toRelation(row: RelationRow, details: RelationDetails): Relation {
  const name = { schema: row.nspname, name: row.relname };
  const key = relationKey(name);
  const ancestors = toNames(row.ancestor_nspnames, row.ancestor_relnames);
  const relkind = knownLetter(RELKINDS, row.relkind, 'relkind', row);
  const relpersistence = knownLetter(RELPERSISTENCES, row.relpersistence, 'relpersistence', row);
  const senders = details.sendersOf({ ...name, relkind, relpersistence, ancestors });
  // Written out: V8 makes a dictionary of a literal of this size that begins with a spread, at twice the time and memory.
  return {
    schema: name.schema,
    name: name.name,
    relkind,
    relpersistence,
    relreplident: knownLetter(RELREPLIDENTS, row.relreplident, 'relreplident', row),
    identityIndex: row.identity_index,
    identityIndexColumns: row.identity_index_columns ?? [],
    primaryKey:
      row.primary_key === null ? null : { columns: row.primary_key, deferrable: row.primary_key_deferrable === true },
    rowSecurity: row.relrowsecurity,
    rowSecurityAbove: ancestors[row.secured_above ?? -1] ?? null,
    policies: details.policies.get(key) ?? [],
    rights: details.roles
      .filter(({ exists }) => exists)
      .map(({ name: role }) => ({
        role,
        schemaUsage: row.schema_roles.includes(role),
        selectsAll: row.select_roles.includes(role),
        columns: details.columnRights.get(key)?.get(role) ?? [],
      })),
    columns: details.columns.get(key) ?? null,
    toastableColumns: row.toastable_columns ?? [],
    delicateColumns: details.delicateColumns.get(key) ?? [],
    generatedColumns: row.generated_columns ?? [],
    inheritedBy: toNames(row.heir_nspnames, row.heir_relnames),
    statistics: details.statistics.get(key) ?? null,
    published: row.published,
    publishedThrough: toName(row.published_root_nspname, row.published_root_relname),
    partitionRoot: ancestors.at(-1) ?? null,
    columnList: row.column_list,
    rowFilter: row.row_filter,
    columnListPublications: senders
      .filter(({ columnList, sendsUpdates, sendsDeletes }) => columnList !== null && (sendsUpdates || sendsDeletes))
      .map(({ publication }) => publication),
    senders,
    confidence: 'live',
    createdAt: null,
    publishedAt: null,
    identityAt: null,
  };
}

function toNames(schemas: readonly string[] | null, names: readonly string[] | null): readonly RelationName[] {
  return (schemas ?? []).map((schema, at) => ({ schema, name: names?.[at] ?? '' }));
}

function toName(schema: string | null, name: string | null): RelationName | null {
  return schema === null || name === null ? null : { schema, name };
}

function knownLetter<Letter extends string>(
  known: readonly Letter[],
  letter: string,
  column: string,
  row: RelationRow,
): Letter {
  const found = known.find((one) => one === letter);
  if (found === undefined) throw new Error(`${column} "${letter}" of ${row.nspname}.${row.relname} is not known`);
  return found;
}
