import { hasUsablePrimaryKey, isSent, type Relation } from '../model/facts.js';
import { displayIdentifier, displayName } from '../model/names.js';
import type { Rule } from '../model/outcome.js';
import { whyTablesAreUnknown } from './mentions.js';
import { nameOf } from './publish-fix.js';
import { placesThatGet } from './subscribed-relations.js';

const WRITES_FAIL =
  "the application's own UPDATE and DELETE fail with SQLSTATE 55000, because nothing identifies a row";

export default {
  title: 'Every published table has REPLICA IDENTITY FULL',
  severity: 'error',
  check(facts) {
    const { catalog, subscriptions } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const sent = catalog.value.relations.filter(isSent);
    const doubt = whyTablesAreUnknown(facts);
    if (sent.length === 0 && doubt !== null) return { status: 'unknown', reason: doubt };
    if (sent.length === 0) return { status: 'not-applicable', reason: 'no table is published' };
    const placesOf = placesThatGet(subscriptions);
    return {
      status: 'checked',
      subjects: sent.length,
      found: sent
        .filter((table) => table.relreplident !== 'f')
        .map((table) => ({
          subject: displayName(table),
          message: `table ${displayName(table)} has REPLICA IDENTITY ${identityOf(table)}, not FULL`,
          detail: whatIsMissing(table),
          hint: hintFor(table),
          fix: mayBeFull(table) ? [{ kind: 'replica-identity-full' as const, table: nameOf(table) }] : [],
          location: table.identityAt ?? table.publishedAt ?? table.createdAt,
          confidence: table.confidence,
          related: placesOf(table),
        })),
    };
  },
} satisfies Rule;

function identityOf({ relreplident, identityIndex }: Relation): string {
  switch (relreplident) {
    case 'd':
      return 'DEFAULT';
    case 'n':
      return 'NOTHING';
    case 'f':
      return 'FULL';
    case 'i':
      return identityIndex === null
        ? 'USING an INDEX that was dropped'
        : `USING INDEX ${displayIdentifier(identityIndex)}`;
  }
}

/** What FULL would change for this table, and nothing more; docs/rules/replica-identity-full.md has the measurements. */
function whatIsMissing(table: Relation): string {
  if (table.relreplident === 'i' && table.identityIndex !== null) {
    return 'payload.old holds only the columns of that index, a DELETE filtered on any other column never arrives, and an unchanged TOASTed column is missing from payload.new';
  }
  if (table.relreplident === 'd' && hasUsablePrimaryKey(table)) {
    return 'payload.old holds only the primary key, a DELETE filtered on any other column never arrives, and an unchanged TOASTed column is missing from payload.new';
  }
  return WRITES_FAIL;
}

/** Under a column list FULL makes UPDATE and DELETE fail with 42P10, in whichever publication the list is. */
function mayBeFull({ columnListPublications }: Relation): boolean {
  return columnListPublications.length === 0;
}

function hintFor(table: Relation): string {
  if (mayBeFull(table))
    return 'Set REPLICA IDENTITY FULL in a migration; it makes each UPDATE and DELETE write the whole old row to the WAL.';
  const publications = table.columnListPublications.map(displayIdentifier).join(', ');
  return `Not yet FULL, which would make UPDATE and DELETE fail with SQLSTATE 42P10: first revoke SELECT on the columns that ${publications} leaves out, then publish the table without the column list, then set FULL.`;
}
