import { hasUsablePrimaryKey, type Relation } from '../model/facts.js';
import { displayName } from '../model/names.js';
import type { Rule } from '../model/outcome.js';
import { whyTablesAreUnknown } from './mentions.js';
import { placesThatGet } from './subscribed-relations.js';
import { tablesSentByName } from './tables-of.js';

/** What happens to events; whether the writes succeed is what writes-survive-publication tells. */
const ARRIVES_EMPTY =
  'INSERT and UPDATE reach every subscriber as an empty record with "Error 400: Bad Request, no primary key", whatever the filters and policies say';

/** Under row security the server keeps of an old row the key alone, and there is none. */
const SAYS_NOTHING =
  'payload.old of a DELETE is empty under row level security, so that the application cannot tell which row is gone';

export default {
  title: 'Every published table has a primary key',
  severity: 'error',
  check(facts) {
    const { catalog, subscriptions } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    // One that is sent through its root reaches nobody, whatever its key.
    const sent = tablesSentByName(catalog.value);
    const doubt = whyTablesAreUnknown(facts);
    if (sent.length === 0 && doubt !== null) return { status: 'unknown', reason: doubt };
    if (sent.length === 0) return { status: 'not-applicable', reason: 'no table is published' };
    const { publication } = catalog.value;
    const isOnlyDeletes = publication.exists && !publication.publishes.insert && !publication.publishes.update;
    if (isOnlyDeletes && !publication.publishes.delete) {
      return { status: 'not-applicable', reason: 'the publication sends neither INSERT nor UPDATE nor DELETE' };
    }
    const placesOf = placesThatGet(subscriptions);
    return {
      status: 'checked',
      subjects: sent.length,
      found: sent
        // A DELETE needs no key but to say which row is gone, and that only where row security keeps back the rest.
        .filter((table) => !hasUsablePrimaryKey(table) && (!isOnlyDeletes || table.rowSecurity))
        .map((table) => ({
          subject: displayName(table),
          message: `table ${displayName(table)} is published but ${whatIsWrong(table)}`,
          detail: isOnlyDeletes ? SAYS_NOTHING : ARRIVES_EMPTY,
          hint:
            table.primaryKey === null
              ? 'Add a primary key in a migration; REPLICA IDENTITY FULL does not take its place here.'
              : 'Recreate the primary key as NOT DEFERRABLE in a migration; REPLICA IDENTITY FULL does not take its place here.',
          fix: [],
          location: table.createdAt,
          confidence: table.confidence,
          related: placesOf(table),
          ...(isOnlyDeletes ? { severity: 'warning' as const } : {}),
        })),
    };
  },
} satisfies Rule;

function whatIsWrong({ primaryKey }: Relation): string {
  return primaryKey === null ? 'has no primary key' : 'its primary key is deferrable, which counts as none';
}
