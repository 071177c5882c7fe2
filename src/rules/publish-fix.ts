import { hasUsablePrimaryKey, type Policy, type Relation } from '../model/facts.js';
import type { FixStep } from '../model/fix.js';

/** Whether PostgreSQL accepts the relation in a publication: a permanent table. */
export function isPublishable(relation: Relation): boolean {
  return relation.relkind === 'r' && relation.relpersistence === 'p';
}

/**
 * The steps that publish a table without breaking anything else, or null when a person must decide first: no usable
 * primary key (events would arrive empty), or FULL wanted where a column list makes it break writes (42P10).
 */
export function publishFix(table: Relation, policy: Policy): readonly FixStep[] | null {
  if (!isPublishable(table) || !hasUsablePrimaryKey(table)) return null;
  const publish: FixStep = { kind: 'publish', publication: policy.publication, table: nameOf(table) };
  if (!policy.replicaIdentityFull || table.relreplident === 'f') return [publish];
  return table.columnListPublications.length === 0
    ? [publish, { kind: 'replica-identity-full', table: nameOf(table) }]
    : null;
}

/** The name alone, so that a fix carries no more facts than it needs. */
export function nameOf({ schema, name }: Relation): { readonly schema: string; readonly name: string } {
  return { schema, name };
}
