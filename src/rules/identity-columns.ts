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
  const held = identityColumns(relation);
  return held === 'all' ? [] : [...new Set(columns)].filter((column) => !held.includes(column));
}

/** Whether PostgreSQL can tell the rows of the relation apart when it logs their change. */
export function isIdentified(relation: Relation): boolean {
  return identityColumns(relation).length > 0;
}
