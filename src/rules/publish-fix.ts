import { hasUsablePrimaryKey, type Relation } from '../model/facts.js';
import type { FixStep } from '../model/fix.js';
import { type AboutFull, isFullWanted, whatForbidsFull } from './full-wanted.js';

/** Whether PostgreSQL accepts the relation in a publication: a permanent table. */
export function isPublishable(relation: Relation): boolean {
  return relation.relkind === 'r' && relation.relpersistence === 'p';
}

/**
 * The steps that publish a table without breaking anything else, or null when a person must decide first: no usable
 * primary key (events would arrive empty), FULL wanted where it would break writes (42P10), a partition that is sent as
 * its root, tables below it that would be published along, or policies that a role without the schema cannot run, which
 * would stop the stream of the whole project.
 */
export function publishFix(table: Relation, about: AboutFull): readonly FixStep[] | null {
  if (!isPublishable(table) || !hasUsablePrimaryKey(table)) return null;
  if (table.publishedThrough !== null || table.inheritedBy.length > 0 || stopsTheStream(table)) return null;
  const publish: FixStep = { kind: 'publish', publication: about.policy.publication, table: nameOf(table) };
  if (!isFullWanted(table, about)) return [publish];
  const majorVersion = about.catalog.known ? about.catalog.value.majorVersion : 0;
  return whatForbidsFull(table, majorVersion) === null
    ? [publish, { kind: 'replica-identity-full', table: nameOf(table) }]
    : null;
}

function stopsTheStream({ rowSecurity, rights }: Relation): boolean {
  return rowSecurity && rights.some(({ schemaUsage }) => !schemaUsage);
}

/** The name alone, so that a fix carries no more facts than it needs. */
export function nameOf({ schema, name }: Relation): { readonly schema: string; readonly name: string } {
  return { schema, name };
}
