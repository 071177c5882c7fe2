import type { Relation } from '../model/facts.js';
import type { RowPolicy, SubscriberRole } from '../model/row-security.js';

/**
 * Whether row level security may keep a row of the relation from one of the judged roles. Only a policy that is `true`
 * for all of its readers hides nothing for certain; what any other expression lets through is not guessed at.
 */
export function hidesRows({ rowSecurity, policies }: Relation, roles: readonly SubscriberRole[]): boolean {
  const reading = policies.filter(({ command }) => command === 'select' || command === 'all');
  const showsAll = ({ name }: SubscriberRole): boolean => {
    const holding = reading.filter((policy) => holdsFor(policy, name));
    const isOpen = holding.some(({ isPermissive, using }) => isPermissive && using === 'true');
    return isOpen && holding.every(({ isPermissive, using }) => isPermissive || using === 'true');
  };
  const existing = roles.filter(({ exists }) => exists);
  const judged = existing.length === 0 ? [ANYBODY] : existing;
  return rowSecurity && judged.some((role) => !role.bypassesRowSecurity && !showsAll(role));
}

/** Where none of the roles is there, as on a bare server. */
const ANYBODY: SubscriberRole = { name: 'public', exists: true, bypassesRowSecurity: false };

/** A role that inherits from one of those named is not looked for: then it counts as hidden from. */
function holdsFor({ roles }: RowPolicy, role: string): boolean {
  return roles.includes('public') || roles.includes(role);
}
