import type { Relkind, Relpersistence } from '../model/facts.js';
import { groupBy } from '../model/group-by.js';
import { type RelationName, relationKey } from '../model/names.js';
import type { Sender } from '../model/sender.js';
import type { SenderRow } from './queries/senders.sql.js';

/** What may be sent: by its own name and schema, and by those of the partitioned tables above it. */
export interface Sendable extends RelationName {
  readonly relkind: Relkind;
  readonly relpersistence: Relpersistence;
  /** The nearest first. */
  readonly ancestors: readonly RelationName[];
}

/**
 * Tells which publications send a relation, each once, by name. A list of columns and a filter are those of the relation
 * itself, and with publish_via_partition_root those of the topmost table that the publication has.
 * Source: RelationBuildPublicationDesc and GetTopMostAncestorInPublication of PostgreSQL's src/backend.
 */
export function sendersOf(rows: readonly SenderRow[]): (relation: Sendable) => readonly Sender[] {
  const everywhere = rows.filter((row) => row.all_tables);
  const bySchema = groupBy(
    rows.filter((row) => !row.all_tables && row.relname === null),
    (row) => row.nspname ?? '',
  );
  const byName = groupBy(
    rows.filter((row) => row.relname !== null),
    (row) => relationKey({ schema: row.nspname ?? '', name: row.relname ?? '' }),
  );
  const rowsFor = (name: RelationName): readonly SenderRow[] => [
    ...(byName.get(relationKey(name)) ?? []),
    ...(bySchema.get(name.schema) ?? []),
  ];
  return (relation) => {
    if (!isPublishable(relation)) return [];
    const own = rowsFor(relation);
    const above = relation.ancestors.map(rowsFor);
    const senders = new Map<string, Sender>();
    for (const row of [...own, ...above.flat(), ...everywhere]) {
      if (senders.has(row.pubname)) continue;
      const isSame = (other: SenderRow): boolean => other.pubname === row.pubname;
      const topmost = row.pubviaroot ? above.findLast((some) => some.some(isSame)) : undefined;
      senders.set(row.pubname, toSender(row, (topmost ?? own).find(isSame)));
    }
    return [...senders.values()].sort((one, other) => (one.publication < other.publication ? -1 : 1));
  };
}

/** What no publication sends: FOR ALL TABLES and TABLES IN SCHEMA pass it over without a word. */
function isPublishable({ schema, relkind, relpersistence }: Sendable): boolean {
  return (relkind === 'r' || relkind === 'p') && relpersistence === 'p' && !CATALOGUES.includes(schema);
}

const CATALOGUES: readonly string[] = ['pg_catalog', 'information_schema', 'pg_toast'];

/** @param said what the publication says of the table whose columns count; undefined when it does not name it */
function toSender(row: SenderRow, said: SenderRow | undefined): Sender {
  return {
    publication: row.pubname,
    sendsUpdates: row.pubupdate,
    sendsDeletes: row.pubdelete,
    columnList: said?.column_list ?? null,
    filterColumns: said?.filter_columns ?? [],
    sendsGenerated: row.sends_generated,
  };
}
