import type { Relation } from '../model/facts.js';
import { displayIdentifier, displayName } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import { whyTablesAreUnknown } from './mentions.js';
import { placesThatGet } from './subscribed-relations.js';
import { sentTables } from './tables-of.js';

export default {
  title: 'The publication hides neither columns nor rows',
  severity: 'warning',
  check(facts) {
    const { catalog, subscriptions, policy } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const sent = sentTables(catalog.value);
    const doubt = whyTablesAreUnknown(facts);
    if (sent.length === 0 && doubt !== null) return { status: 'unknown', reason: doubt };
    if (sent.length === 0) return { status: 'not-applicable', reason: 'no table is published' };
    const placesOf = placesThatGet(subscriptions);
    const publication = displayIdentifier(policy.publication);
    return {
      status: 'checked',
      subjects: sent.length,
      found: sent
        .filter(({ columnList, rowFilter }) => columnList !== null || rowFilter !== null)
        .map((table) => ({ ...describe(table, publication), related: placesOf(table) })),
    };
  },
} satisfies Rule;

function describe(table: Relation, publication: string): Omit<Violation, 'related'> {
  const name = displayName(table);
  const [lists, filters] = [table.columnList !== null, table.rowFilter !== null];
  const what = lists && filters ? 'a column list and a row filter' : lists ? 'a column list' : 'a row filter';
  return {
    subject: name,
    message: `publication ${publication} has ${what} for table ${name}, which Realtime does not follow`,
    detail: `${lists ? 'the columns that are not listed' : ''}${lists && filters ? ' and ' : ''}${filters ? 'the rows that do not match' : ''} are sent all the same`,
    hint: lists
      ? 'Revoke SELECT on the table and grant it by column, without those that nobody is to see, then publish the table without the column list.'
      : 'Hide the rows by row level security, then publish the table without the row filter.',
    fix: [],
    location: table.publishedAt ?? table.createdAt,
    confidence: table.confidence,
  };
}
