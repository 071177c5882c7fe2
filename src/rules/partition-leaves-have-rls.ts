import { isSent, type Relation } from '../model/facts.js';
import { displayName, type RelationName } from '../model/names.js';
import type { Rule } from '../model/outcome.js';
import { whyTablesAreUnknown } from './mentions.js';
import { placesThatGet } from './subscribed-relations.js';

export default {
  title: 'A partition has the row level security of its table',
  severity: 'error',
  check(facts) {
    const { catalog, subscriptions } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const partitions = catalog.value.relations.filter(isSecuredAbove);
    const doubt = whyTablesAreUnknown(facts);
    if (partitions.length === 0 && doubt !== null) return { status: 'unknown', reason: doubt };
    if (partitions.length === 0) {
      return { status: 'not-applicable', reason: 'no partition of a table with row level security is published' };
    }
    const { publication } = catalog.value;
    // Policies are never asked about a DELETE.
    if (publication.exists && !publication.publishes.insert && !publication.publishes.update) {
      return { status: 'not-applicable', reason: 'the publication sends neither INSERT nor UPDATE' };
    }
    const placesOf = placesThatGet(subscriptions);
    return {
      status: 'checked',
      subjects: partitions.length,
      found: partitions
        .filter(({ rowSecurity }) => !rowSecurity)
        .map((table) => ({
          subject: displayName(table),
          message: `partition ${displayName(table)} has no row level security, though ${displayName(table.rowSecurityAbove)} has`,
          detail:
            'a change has the name of the partition, and Realtime asks that alone: every row reaches everyone who subscribes, whatever the policies of the table above say',
          hint: 'Enable row level security on each partition in a migration, with the policies of the table above, or take the partitions out of the publication.',
          fix: [],
          location: table.createdAt,
          related: placesOf(table),
          confidence: table.confidence,
        })),
    };
  },
} satisfies Rule;

/** A partition whose changes are sent under its own name, below a table with row level security. */
function isSecuredAbove(relation: Relation): relation is Relation & { readonly rowSecurityAbove: RelationName } {
  return isSent(relation) && relation.published && relation.rowSecurityAbove !== null;
}
