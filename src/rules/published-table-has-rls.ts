import type { Relation } from '../model/facts.js';
import { displayIdentifier, displayName } from '../model/names.js';
import type { Rule } from '../model/outcome.js';
import type { Rights, SubscriberRole } from '../model/row-security.js';
import { whyTablesAreUnknown } from './mentions.js';
import { placesThatGet } from './subscribed-relations.js';
import { tablesSentByName } from './tables-of.js';
import { sayTogether } from './wanted-events.js';

export default {
  title: 'Every published table that clients may read has row level security',
  severity: 'warning',
  check(facts) {
    const { catalog, subscriptions } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    // One that is sent through its root reaches nobody.
    const sent = tablesSentByName(catalog.value);
    const doubt = whyTablesAreUnknown(facts);
    if (sent.length === 0 && doubt !== null) return { status: 'unknown', reason: doubt };
    if (sent.length === 0) return { status: 'not-applicable', reason: 'no table is published' };
    const placesOf = placesThatGet(subscriptions);
    return {
      status: 'checked',
      subjects: sent.length,
      found: sent.flatMap((table) => {
        // Of a stand-in for a table that no migration creates, row level security is not known.
        const isKnown = table.confidence !== 'assumed';
        const isJudged = isKnown && !table.rowSecurity && table.rowSecurityAbove === null;
        const readers = isJudged ? readersOf(table, catalog.value.roles) : [];
        if (readers.length === 0) return [];
        const name = displayName(table);
        return {
          subject: name,
          message: `table ${name} is published without row level security, and ${sayTogether(readers.map(({ role }) => displayIdentifier(role)))} may read it`,
          detail: whatIsTold(table, readers),
          hint: 'Enable row level security in a migration, with a policy for those who may read; without one nobody is sent a row.',
          fix: [],
          location: table.publishedAt ?? table.createdAt,
          related: placesOf(table),
          confidence: table.confidence,
        };
      }),
    };
  },
} satisfies Rule;

/**
 * The judged roles that may SELECT something of it and that policies would hold for. Measured: that a role may not use
 * the schema keeps none of it back.
 */
function readersOf({ rights }: Relation, roles: readonly SubscriberRole[]): readonly Rights[] {
  return rights
    .filter(({ selectsAll, columns }) => selectsAll || columns.length > 0)
    .filter(({ role }) => roles.some((one) => one.name === role && one.exists && !one.bypassesRowSecurity));
}

function whatIsTold({ relreplident, schema }: Relation, readers: readonly Rights[]): string {
  const old = relreplident === 'f' ? ', with the whole old row under REPLICA IDENTITY FULL' : '';
  const isShut = readers.every(({ schemaUsage }) => !schemaUsage);
  const shut = isShut
    ? `; that they may not use schema ${displayIdentifier(schema)} does not keep Realtime from it`
    : '';
  return `everyone with a key of the project can subscribe and is sent every change of every row${old}${shut}`;
}
