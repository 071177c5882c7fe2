import { hasUsablePrimaryKey, type Relation } from '../model/facts.js';

/** The columns of the old row that PostgreSQL logs with an UPDATE or DELETE; none where nothing identifies a row. */
export function identityColumns(relation: Relation): readonly string[] | 'all' {
  switch (relation.relreplident) {
    case 'f':
      return 'all';
    case 'n':
      return [];
    case 'd':
      return hasUsablePrimaryKey(relation) ? (relation.primaryKey?.columns ?? []) : [];
    case 'i':
      return relation.identityIndex === null ? [] : relation.identityIndexColumns;
  }
}

/** Those of some columns that the old row does not hold, each once. */
export function outsideIdentity(relation: Relation, columns: readonly string[]): readonly string[] {
  return columns.length === 0 ? columns : notHeld(identityColumns(relation), columns);
}

/** Those of some columns that are not among the ones held, each once. */
export function notHeld(held: readonly string[] | 'all', columns: readonly string[]): readonly string[] {
  return held === 'all' || columns.length === 0 ? [] : [...new Set(columns)].filter((column) => !held.includes(column));
}

/** Whether PostgreSQL can tell the rows of the relation apart when it logs their change. */
export function isIdentified(relation: Relation): boolean {
  return identityColumns(relation).length > 0;
}
