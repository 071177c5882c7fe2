import type { Column, DelicateColumn, TypedColumn } from '../model/column.js';
import { groupBy } from '../model/group-by.js';
import { relationKey } from '../model/names.js';
import type { PolicyCommand, RowPolicy } from '../model/row-security.js';
import type { TableStatistics } from '../model/statistics.js';
import type { ColumnRightsRow } from './queries/column-rights.sql.js';
import type { ColumnRow } from './queries/columns.sql.js';
import type { DelicateColumnRow } from './queries/delicate-columns.sql.js';
import type { PolicyRow } from './queries/policies.sql.js';
import type { StatisticsRow } from './queries/statistics.sql.js';

interface OfRelation {
  readonly nspname: string;
  readonly relname: string;
}

/** Rows by relationKey, in the model's words. */
export function byRelation<Row extends OfRelation, Detail>(
  rows: readonly Row[],
  toDetail: (row: Row) => Detail,
): ReadonlyMap<string, readonly Detail[]> {
  return new Map([...groupBy(rows, keyOf)].map(([key, alike]) => [key, alike.map(toDetail)]));
}

/** Rows of which each relation has one. */
export function eachRelation<Row extends OfRelation, Detail>(
  rows: readonly Row[],
  toDetail: (row: Row) => Detail,
): ReadonlyMap<string, Detail> {
  return new Map(rows.map((row) => [keyOf(row), toDetail(row)]));
}

/** The columns of a relation that each role may SELECT one by one. */
export function toColumnRights(
  rows: readonly ColumnRightsRow[],
): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> {
  const all = byRelation(rows, ({ rolname, columns }) => [rolname, columns] as const);
  return new Map([...all].map(([key, rights]) => [key, new Map(rights)]));
}

/** A column that may not come whole out of the stream, in the model’s words. */
export function toDelicateColumn(row: DelicateColumnRow): DelicateColumn {
  return { ...toTypedColumn(row), isKey: row.is_key };
}

function toTypedColumn(row: ColumnRow | DelicateColumnRow): TypedColumn {
  return {
    name: row.attname,
    type: row.type,
    baseType: row.typname,
    category: row.typcategory,
    isDomain: row.is_domain,
  };
}

/** A column with its type and the type behind a domain, in the model’s words. */
export function toColumn(row: ColumnRow): Column {
  return {
    ...toTypedColumn(row),
    isToastable: row.is_toastable,
    generated: row.attgenerated === 's' ? 'stored' : row.attgenerated === 'v' ? 'virtual' : null,
  };
}

const COMMANDS: Readonly<Record<string, PolicyCommand>> = {
  '*': 'all',
  r: 'select',
  a: 'insert',
  w: 'update',
  d: 'delete',
};

/** @throws Error for a letter this version does not know */
export function toPolicy(row: PolicyRow): RowPolicy {
  const command = COMMANDS[row.polcmd];
  if (command === undefined) throw new Error(`polcmd "${row.polcmd}" of policy ${row.polname} is not known`);
  return { name: row.polname, isPermissive: row.polpermissive, command, roles: row.roles, using: row.using };
}

/** What the statistics collector counted of a table, in bytes, rows and statements. */
export function toStatistics(row: StatisticsRow): TableStatistics {
  return {
    rows: Number(row.rows),
    tableBytes: Number(row.table_bytes),
    toastBytes: Number(row.toast_bytes),
    averageRowBytes: row.row_bytes === null ? null : Number(row.row_bytes),
    updates: Number(row.updates),
    deletes: Number(row.deletes),
  };
}

function keyOf({ nspname, relname }: OfRelation): string {
  return relationKey({ schema: nspname, name: relname });
}
