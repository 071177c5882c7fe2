import { hasUsablePrimaryKey, type Relation } from '../model/facts.js';
import { displayName } from '../model/names.js';
import type { Rule } from '../model/outcome.js';
import { whyTablesAreUnknown } from './mentions.js';
import { placesThatGet } from './subscribed-relations.js';
import { sentTables } from './tables-of.js';

/** What happens to events; whether the writes succeed is what writes-survive-publication tells. */
const ARRIVES_EMPTY =
  'INSERT and UPDATE reach every subscriber as an empty record with "Error 400: Bad Request, no primary key", whatever the filters and policies say';

export default {
  title: 'Every published table has a primary key',
  severity: 'error',
  check(facts) {
    const { catalog, subscriptions } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const sent = sentTables(catalog.value);
    const doubt = whyTablesAreUnknown(facts);
    if (sent.length === 0 && doubt !== null) return { status: 'unknown', reason: doubt };
    if (sent.length === 0) return { status: 'not-applicable', reason: 'no table is published' };
    const { publication } = catalog.value;
    if (publication.exists && !publication.publishes.insert && !publication.publishes.update) {
      return { status: 'not-applicable', reason: 'the publication sends neither INSERT nor UPDATE' };
    }
    const placesOf = placesThatGet(subscriptions);
    return {
      status: 'checked',
      subjects: sent.length,
      found: sent
        .filter((table) => !hasUsablePrimaryKey(table))
        .map((table) => ({
          subject: displayName(table),
          message: `table ${displayName(table)} is published but ${whatIsWrong(table)}`,
          detail: ARRIVES_EMPTY,
          hint:
            table.primaryKey === null
              ? 'Add a primary key in a migration; REPLICA IDENTITY FULL does not take its place here.'
              : 'Recreate the primary key as NOT DEFERRABLE in a migration; REPLICA IDENTITY FULL does not take its place here.',
          fix: [],
          location: table.createdAt,
          confidence: table.confidence,
          related: placesOf(table),
        })),
    };
  },
} satisfies Rule;

function whatIsWrong({ primaryKey }: Relation): string {
  return primaryKey === null ? 'has no primary key' : 'its primary key is deferrable, which counts as none';
}
