import { type Facts, hasUsablePrimaryKey, type Relation } from '../model/facts.js';
import { displayIdentifier, displayName } from '../model/names.js';
import type { RelatedLocation, Rule, Violation } from '../model/outcome.js';
import { mayBeFull } from './failing-writes.js';
import { isFullWanted } from './full-wanted.js';
import { outsideIdentity } from './identity-columns.js';
import { whyTablesAreUnknown } from './mentions.js';
import { nameOf } from './publish-fix.js';
import { placesThatGet, subscribersOf } from './subscribed-relations.js';
import { sentTables } from './tables-of.js';
import { sayTogether, whoGetsDeletes } from './wanted-events.js';

export default {
  title: 'An index that is the replica identity holds the primary key',
  severity: 'warning',
  check(facts) {
    const { catalog, subscriptions } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const { majorVersion } = catalog.value;
    const sent = sentTables(catalog.value);
    const doubt = whyTablesAreUnknown(facts);
    if (sent.length === 0 && doubt !== null) return { status: 'unknown', reason: doubt };
    const identified = sent.filter(isIdentifiedByIndex);
    if (identified.length === 0) {
      return { status: 'not-applicable', reason: 'no published table has REPLICA IDENTITY USING INDEX' };
    }
    const told = whoGetsDeletes(catalog.value, subscriptions);
    const [isHeard, placesOf] = [subscribersOf(told), placesThatGet(told)];
    return {
      status: 'checked',
      subjects: identified.length,
      found: identified
        .filter((table) => missingKey(table).length > 0)
        .map((table) => ({
          ...violation(table, placesOf(table), facts, majorVersion),
          // Where nobody gets the DELETEs the index is likely there for another consumer.
          ...(isHeard(table) ? {} : { severity: 'notice' as const }),
        })),
    };
  },
} satisfies Rule;

/** A dropped index identifies nothing, and without a usable key there is none to be missed: other rules tell of both. */
function isIdentifiedByIndex(table: Relation): boolean {
  return table.relreplident === 'i' && table.identityIndex !== null && hasUsablePrimaryKey(table);
}

function missingKey(table: Relation): readonly string[] {
  return outsideIdentity(table, table.primaryKey?.columns ?? []);
}

function violation(table: Relation, places: readonly RelatedLocation[], facts: Facts, majorVersion: number): Violation {
  const key = sayTogether(missingKey(table).map(displayIdentifier));
  const canBeFull = mayBeFull(table, majorVersion);
  return {
    subject: displayName(table),
    message: `the replica identity of table ${displayName(table)} is index ${displayIdentifier(table.identityIndex ?? '')}, which lacks ${key} of the primary key`,
    detail: whatIsMissed(table, key),
    hint: canBeFull
      ? 'Set REPLICA IDENTITY FULL in a migration, with which the old row holds the key as well.'
      : 'Set REPLICA IDENTITY DEFAULT in a migration, with which the old row holds the key.',
    fix: canBeFull && isFullWanted(table, facts) ? [{ kind: 'replica-identity-full', table: nameOf(table) }] : [],
    location: table.identityAt ?? table.publishedAt ?? table.createdAt,
    related: places,
    confidence: table.confidence,
  };
}

/** Under row level security the server keeps of the old row of a DELETE the key alone. */
function whatIsMissed({ rowSecurity, primaryKey }: Relation, key: string): string {
  const isWhole = (primaryKey?.columns.length ?? 0) === 1;
  const old = rowSecurity && isWhole ? 'payload.old of a DELETE is empty' : `payload.old of a DELETE lacks ${key}`;
  return `${old}, so that the application cannot tell which row is gone, and a DELETE filtered by ${key} never arrives`;
}
