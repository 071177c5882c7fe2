import type { Relation } from '../model/facts.js';

/** What a relation is called, by pg_class.relkind. */
export const KINDS = {
  r: 'table',
  p: 'partitioned table',
  v: 'view',
  m: 'materialized view',
  f: 'foreign table',
} as const;

/** What a relation is called, with what is out of the common about a table. */
export function kindOf({ relkind, relpersistence }: Relation): string {
  if (relkind !== 'r' || relpersistence === 'p') return KINDS[relkind];
  return relpersistence === 'u' ? 'unlogged table' : 'temporary table';
}

/** Whether changes of the relation can be sent under its own name: a permanent table, and none above partitions. */
export function canStream({ relkind, relpersistence }: Relation): boolean {
  return relkind === 'r' && relpersistence === 'p';
}
