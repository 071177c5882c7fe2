import type { Facts } from '../model/facts.js';
import type { History } from '../model/history.js';
import type { FailedStatement } from '../model/migration.js';
import { displayIdentifier, type RelationName } from '../model/names.js';
import { remember } from '../model/remember.js';

/**
 * Whether the migrations say anything of the publication. When they do not, its tables were set in the dashboard, and
 * the migrations do not tell what is in it.
 */
export function mentionsPublication({ events, failed }: History, publication: string): boolean {
  return (
    events.some((event) => event.publication === publication) ||
    failed.some(({ statement }) => statement.text.includes(publication))
  );
}

/** Whether a statement that failed names the table, so that what it would have done to it is not known. */
export function mentionsTable(failed: readonly FailedStatement[], { name }: RelationName): boolean {
  return textThatFailed(failed).includes(name);
}

/** What matters of it, looked through for many names. */
const textThatFailed = remember((failed: readonly FailedStatement[]) =>
  failed.flatMap(({ statement, matters }) => (matters ? [statement.text] : [])).join('\n'),
);

/** Why the publication's tables are not known, or null when they are; a database found as it is always knows them. */
export function whyTablesAreUnknown({ history, policy }: Facts): string | null {
  if (history === null || mentionsPublication(history, policy.publication)) return null;
  const publication = displayIdentifier(policy.publication);
  return `no migration mentions publication ${publication}, so what is in it is not in the migrations; add its tables in a migration, or check a database with database-url`;
}
