import type { Catalog, Relation } from '../model/facts.js';
import { displayIdentifier, displayName } from '../model/names.js';
import type { RelatedLocation, Rule, Violation } from '../model/outcome.js';
import { hidesRows } from './hides-rows.js';
import { identityColumns, isIdentified, outsideIdentity } from './identity-columns.js';
import { whyTablesAreUnknown } from './mentions.js';
import { placesThatGet, subscribersOf } from './subscribed-relations.js';
import { sentTables } from './tables-of.js';
import { sayTogether, whoGetsDeletes } from './wanted-events.js';

export default {
  title: 'Who is told of a DELETE may know of the row',
  severity: 'notice',
  check(facts) {
    const { catalog, subscriptions } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const sent = sentTables(catalog.value);
    const doubt = whyTablesAreUnknown(facts);
    if (sent.length === 0 && doubt !== null) return { status: 'unknown', reason: doubt };
    const told = whoGetsDeletes(catalog.value, subscriptions);
    const [isHeard, placesOf] = [subscribersOf(told), placesThatGet(told)];
    const judged = sent.filter((table) => table.rowSecurity && table.published && isIdentified(table)).filter(isHeard);
    if (judged.length === 0) {
      return { status: 'not-applicable', reason: 'no DELETE of a table with row level security is subscribed to' };
    }
    return {
      status: 'checked',
      subjects: judged.length,
      found: judged.flatMap((table) => describe(table, placesOf, catalog.value)),
    };
  },
} satisfies Rule;

/** Under FULL one would look for the whole row; under any identity policies do not hide the DELETE. */
function describe(
  table: Relation,
  placesOf: (table: Relation) => readonly RelatedLocation[],
  catalog: Catalog,
): readonly Violation[] {
  const isHidden = hidesRows(table, catalog.roles);
  if (!isHidden && table.relreplident !== 'f') return [];
  const key = keyInOld(table);
  const old =
    key.length === 0 ? 'nothing of the old row' : `only ${sayTogether(key.map(displayIdentifier))} of the old row`;
  return [
    {
      subject: displayName(table),
      message: isHidden
        ? `a DELETE of ${displayName(table)} is told to subscribers whom its policies hide the row from`
        : `a DELETE of ${displayName(table)} carries ${old}, though its REPLICA IDENTITY is FULL`,
      detail: isHidden
        ? `row level security is never asked about a DELETE: everyone who subscribes gets it, with ${old}${whatFiltersTell(table)}`
        : `under row level security payload.old of a DELETE holds the primary key alone, and every subscriber gets it`,
      hint: isHidden
        ? 'Delete such rows softly, by an UPDATE, which policies hold for, or see that the key tells a stranger nothing.'
        : 'Remove the row by its key in the callback, and keep what else is needed of it from before.',
      fix: [],
      location: table.identityAt ?? table.publishedAt ?? table.createdAt,
      related: placesOf(table),
      confidence: table.confidence,
    },
  ];
}

function keyInOld(table: Relation): readonly string[] {
  const key = table.primaryKey?.columns ?? [];
  const missing = outsideIdentity(table, key);
  return key.filter((column) => !missing.includes(column));
}

/** A filter is tried on all of the old row, whatever of it is sent: that an event came says that the value was right. */
function whatFiltersTell(table: Relation): string {
  const held = identityColumns(table);
  const sent = keyInOld(table);
  const probed =
    held === 'all'
      ? 'any column'
      : sayTogether(held.filter((column) => !sent.includes(column)).map(displayIdentifier), 'or');
  return probed === '' ? '' : `; and a filter on ${probed} tells whether the hidden row held that value`;
}
