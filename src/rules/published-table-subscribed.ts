import { displayIdentifier, displayName } from '../model/names.js';
import type { Rule } from '../model/outcome.js';
import { unresolvedInApp } from '../model/source.js';
import { subscribersOf } from './subscribed-relations.js';
import { tablesSentByName } from './tables-of.js';

export default {
  title: 'Somebody subscribes to each published table',
  severity: 'notice',
  check({ catalog, subscriptions, source, policy }) {
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    if (source === null) return { status: 'not-applicable', reason: 'the source of the application was not read' };
    if (unresolvedInApp(source).length > 0) {
      return { status: 'not-applicable', reason: 'a subscription that could not be read may be to any table' };
    }
    if (subscriptions.length === 0) return { status: 'not-applicable', reason: 'nothing is subscribed to' };
    const sent = tablesSentByName(catalog.value);
    const isHeard = subscribersOf(subscriptions);
    const publication = displayIdentifier(policy.publication);
    return {
      status: 'checked',
      subjects: sent.length,
      found: sent
        .filter((table) => !isHeard(table))
        .map((table) => ({
          subject: displayName(table),
          message: `table ${displayName(table)} is in publication ${publication} but nobody subscribes to it`,
          detail: 'each change of it is decoded and thrown away, and anyone who may read the table can listen',
          hint: `Take the table out of ${publication} in a migration, unless another application listens.`,
          fix: [],
          location: table.publishedAt,
          confidence: table.confidence,
          related: [],
        })),
    };
  },
} satisfies Rule;
