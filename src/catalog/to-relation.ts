import type { Relation, Relkind, Relpersistence, Relreplident } from '../model/facts.js';
import type { RelationName } from '../model/names.js';
import type { RelationRow } from './queries/relations.sql.js';

const RELKINDS: readonly Relkind[] = ['r', 'p', 'v', 'm', 'f'];
const RELPERSISTENCES: readonly Relpersistence[] = ['p', 'u', 't'];
const RELREPLIDENTS: readonly Relreplident[] = ['d', 'n', 'f', 'i'];

/**
 * A catalogue row in the model's words.
 * @throws Error for a letter this version does not know, rather than taking it for another
 */
export function toRelation(row: RelationRow): Relation {
  return {
    schema: row.nspname,
    name: row.relname,
    relkind: knownLetter(RELKINDS, row.relkind, 'relkind', row),
    relpersistence: knownLetter(RELPERSISTENCES, row.relpersistence, 'relpersistence', row),
    relreplident: knownLetter(RELREPLIDENTS, row.relreplident, 'relreplident', row),
    identityIndex: row.identity_index,
    identityIndexColumns: [],
    primaryKey:
      row.primary_key === null ? null : { columns: row.primary_key, deferrable: row.primary_key_deferrable === true },
    rowSecurity: row.relrowsecurity,
    rowSecurityAbove: null,
    policies: [],
    rights: [],
    columns: null,
    toastableColumns: [],
    generatedColumns: [],
    inheritedBy: [],
    statistics: null,
    senders: [],
    published: row.published,
    publishedThrough: toName(row.published_root_nspname, row.published_root_relname),
    partitionRoot: toName(row.partition_root_nspname, row.partition_root_relname),
    columnList: row.column_list,
    rowFilter: row.row_filter,
    columnListPublications: row.column_list_publications,
    confidence: 'live',
    createdAt: null,
    publishedAt: null,
    identityAt: null,
  };
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
