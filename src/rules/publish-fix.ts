import { type Facts, hasUsablePrimaryKey, type Relation } from '../model/facts.js';
import type { FixStep } from '../model/fix.js';
import type { PolicyFailure } from '../model/policy-probe.js';
import { byRelation } from '../model/relation-map.js';
import { remember } from '../model/remember.js';
import { type AboutFull, isFullWanted, whatForbidsFull } from './full-wanted.js';

/** Whether PostgreSQL accepts the relation in a publication: a permanent table. */
export function isPublishable(relation: Relation): boolean {
  return relation.relkind === 'r' && relation.relpersistence === 'p';
}

/**
 * The steps that publish a table without breaking anything else, or null when a person must decide first: no usable
 * primary key (events would arrive empty), FULL wanted where it would break writes (42P10), a partition that is sent as
 * its root or would leak what the table above it hides, tables below it that would be published along, or policies that
 * cannot be evaluated, which would stop the stream of the whole project.
 */
export function publishFix(table: Relation, about: AboutFull & Pick<Facts, 'policyProbe'>): readonly FixStep[] | null {
  if (!isPublishable(table) || !hasUsablePrimaryKey(table)) return null;
  if (table.publishedThrough !== null || table.inheritedBy.length > 0) return null;
  if (leaksAsLeaf(table) || hasFailingPolicies(table, about)) return null;
  const publish: FixStep = { kind: 'publish', publication: about.policy.publication, table: nameOf(table) };
  if (!isFullWanted(table, about)) return [publish];
  const majorVersion = about.catalog.known ? about.catalog.value.majorVersion : 0;
  return whatForbidsFull(table, majorVersion) === null
    ? [publish, { kind: 'replica-identity-full', table: nameOf(table) }]
    : null;
}

/** Realtime does not ask the policies of the table above. */
export function leaksAsLeaf({ rowSecurity, rowSecurityAbove }: Relation): boolean {
  return rowSecurityAbove !== null && !rowSecurity;
}

/** Whether some role's subscription to it would be an error at each row. */
export function hasFailingPolicies(table: Relation, { policyProbe }: Pick<Facts, 'policyProbe'>): boolean {
  if (!table.rowSecurity) return false;
  const failures = policyProbe.known ? policyProbe.value.failures : [];
  return table.rights.some(({ schemaUsage }) => !schemaUsage) || failingTables(failures).has(table);
}

const failingTables = remember((failures: readonly PolicyFailure[]) => byRelation(failures, ({ table }) => table));

/** The name alone, so that a fix carries no more facts than it needs. */
export function nameOf({ schema, name }: Relation): { readonly schema: string; readonly name: string } {
  return { schema, name };
}
