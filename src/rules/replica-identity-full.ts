import type { Relation } from '../model/facts.js';
import { displayIdentifier, displayName } from '../model/names.js';
import type { Rule, Severity, Violation } from '../model/outcome.js';
import { exemptionOf } from '../model/table-policy.js';
import { type FullNeed, needsOfFull } from './full-needs.js';
import { whatForbidsFull } from './full-wanted.js';
import { isIdentified } from './identity-columns.js';
import { whyTablesAreUnknown } from './mentions.js';
import { nameOf } from './publish-fix.js';
import { sayNeeds } from './say-needs.js';
import { placesThatGet, subscriptionsThatGet } from './subscribed-relations.js';
import { sentTables } from './tables-of.js';

const WRITES_FAIL =
  "the application's own UPDATE and DELETE fail with SQLSTATE 55000, because nothing identifies a row";

export default {
  title: 'Every published table has REPLICA IDENTITY FULL',
  severity: 'error',
  check(facts) {
    const { catalog, subscriptions, policy } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const { publication, majorVersion } = catalog.value;
    const sent = sentTables(catalog.value);
    const doubt = whyTablesAreUnknown(facts);
    if (sent.length === 0 && doubt !== null) return { status: 'unknown', reason: doubt };
    if (sent.length === 0) return { status: 'not-applicable', reason: 'no table is published' };
    const getting = subscriptionsThatGet(subscriptions);
    const placesOf = placesThatGet(subscriptions);
    return {
      status: 'checked',
      subjects: sent.length,
      found: sent
        .filter((table) => table.relreplident !== 'f' && exemptionOf(table, policy.tables) === null)
        .map((table) => ({ table, needs: needsOfFull(table, getting(table), publication) }))
        .filter(({ needs }) => policy.replicaIdentity === 'all' || needs.length > 0)
        .map(({ table, needs }) => ({
          subject: displayName(table),
          message: `table ${displayName(table)} has REPLICA IDENTITY ${identityOf(table)}, not FULL`,
          detail: detailOf(table, needs),
          ...howToMend(table, needs, majorVersion),
          location: table.identityAt ?? table.publishedAt ?? table.createdAt,
          confidence: table.confidence,
          related: placesOf(table),
          ...(policy.replicaIdentity === 'all' ? {} : severityOf(needs)),
        })),
    };
  },
} satisfies Rule;

function howToMend(table: Relation, needs: readonly FullNeed[], majorVersion: number): Pick<Violation, 'hint' | 'fix'> {
  const first = whatForbidsFull(table, majorVersion);
  if (first !== null) return { hint: first, fix: [] };
  return { hint: hintFor(needs), fix: [{ kind: 'replica-identity-full', table: nameOf(table) }] };
}

/** Short values are never kept out of line, so that a column which may be is a loss that may be. */
function severityOf(needs: readonly FullNeed[]): { readonly severity?: Severity } {
  return needs.every(({ kind }) => kind === 'toast') ? { severity: 'warning' } : {};
}

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
function detailOf(table: Relation, needs: readonly FullNeed[]): string {
  const needed = needs.length === 0 ? null : `subscriptions need it: ${sayNeeds(needs)}`;
  if (!isIdentified(table) && sendsOldRows(table)) return needed === null ? WRITES_FAIL : `${WRITES_FAIL}; ${needed}`;
  return needed ?? `no subscription was seen to need it; ${whatIsMissing(table)}`;
}

function whatIsMissing(table: Relation): string {
  const others = 'a DELETE filtered on any other column would not arrive';
  if (table.relreplident === 'i' && table.identityIndex !== null) {
    const none = table.rowSecurity ? ', and of a DELETE nothing under row level security' : '';
    return `payload.old holds only the columns of that index${none}, and ${others}`;
  }
  if (!isIdentified(table)) return 'payload.old is empty';
  return `payload.old holds only the primary key, and ${others}`;
}

function sendsOldRows({ senders }: Relation): boolean {
  return senders.some(({ sendsUpdates, sendsDeletes }) => sendsUpdates || sendsDeletes);
}

function hintFor(needs: readonly FullNeed[]): string {
  return needs.length === 0
    ? 'Set REPLICA IDENTITY FULL in a migration, or exempt the table under tables in realtime-guard.yml where nobody needs the old row that each UPDATE and DELETE then writes to the WAL.'
    : 'Set REPLICA IDENTITY FULL in a migration; it makes each UPDATE and DELETE write the whole old row to the WAL.';
}
