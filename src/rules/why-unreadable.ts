import type { Relation } from '../model/facts.js';
import type { SubscriberRole } from '../model/row-security.js';

/** What keeps a role from the rows of a relation: nothing of its schema, not its key, or no policy lets it read. */
export type Unreadable = 'schema' | 'key' | 'policy';

/**
 * Why Realtime cannot give a role the rows of a relation, or null when it can give it some. What a policy's expression
 * lets through is not guessed at; a role that is a member of another has what that one was granted, which PostgreSQL's
 * own functions tell, but a policy counts only where it names the role or everyone.
 */
export function whyUnreadable(relation: Relation, role: SubscriberRole): Unreadable | null {
  const rights = relation.rights.find((one) => one.role === role.name);
  if (rights === undefined) return null;
  if (!rights.schemaUsage) return 'schema';
  const key = relation.primaryKey?.columns ?? [];
  if (!rights.selectsAll && (key.length === 0 || !key.every((column) => rights.columns.includes(column)))) return 'key';
  return relation.rowSecurity && !role.bypassesRowSecurity && !hasPolicyFor(relation, role.name) ? 'policy' : null;
}

/** A policy of `false` lets nothing through, and a restrictive one keeps everything back. */
function hasPolicyFor({ policies }: Relation, role: string): boolean {
  let isLet = false;
  for (const { command, roles, isPermissive, using } of policies) {
    if (command !== 'select' && command !== 'all') continue;
    if (!roles.includes('public') && !roles.includes(role)) continue;
    if (isPermissive) isLet ||= using !== 'false';
    else if (using === 'false') return false;
  }
  return isLet;
}
