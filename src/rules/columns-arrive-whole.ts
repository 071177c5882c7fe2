import type { DelicateColumn } from '../model/column.js';
import type { Relation } from '../model/facts.js';
import { displayIdentifier, displayName, displayText } from '../model/names.js';
import type { RelatedLocation, Rule, Violation } from '../model/outcome.js';
import { isCut } from './compared-otherwise.js';
import { whyTablesAreUnknown } from './mentions.js';
import { placesThatGet, subscribersOf } from './subscribed-relations.js';
import { sentTables } from './tables-of.js';
import { sayTogether } from './wanted-events.js';

export default {
  title: 'No column is of a type that Realtime cuts short',
  severity: 'warning',
  check(facts) {
    const { catalog, subscriptions } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const sent = sentTables(catalog.value);
    const doubt = whyTablesAreUnknown(facts);
    if (sent.length === 0 && doubt !== null) return { status: 'unknown', reason: doubt };
    if (sent.length === 0) return { status: 'not-applicable', reason: 'no table is published' };
    const [isHeard, placesOf] = [subscribersOf(subscriptions), placesThatGet(subscriptions)];
    return {
      status: 'checked',
      subjects: sent.length,
      found: sent.flatMap((table) => {
        const columns = table.delicateColumns.filter((column) => isCut(column) && isShown(column, table));
        if (columns.length === 0) return [];
        return [{ ...violation(table, columns, placesOf(table)), ...(isHeard(table) ? {} : UNHEARD) }];
      }),
    };
  },
} satisfies Rule;

const UNHEARD = { severity: 'notice' } as const;

/** What nobody may SELECT is not sent. */
function isShown({ name }: DelicateColumn, { rights }: Relation): boolean {
  return rights.length === 0 || rights.some(({ selectsAll, columns }) => selectsAll || columns.includes(name));
}

function violation(
  table: Relation,
  columns: readonly DelicateColumn[],
  related: readonly RelatedLocation[],
): Violation {
  const name = displayName(table);
  const told = columns.map((column) => `${displayIdentifier(column.name)} (${displayText(column.type)})`);
  const key = columns.filter(({ isKey }) => isKey).map((column) => displayIdentifier(column.name));
  return {
    subject: name,
    message: `Realtime sends the first character alone of ${sayTogether(told)} of table ${name}`,
    detail: `the server casts each value to the type without its length, which is a length of 1: payload.new and payload.old hold "D" where the row holds "DE"${key.length === 0 ? '' : `; with ${sayTogether(key)} the key is cut, so that the application cannot tell which row is meant`}`,
    hint: 'Make the column text or varchar, or bit varying, in a migration, with a check of its length where that matters.',
    fix: [],
    location: table.createdAt,
    related,
    confidence: table.confidence,
  };
}
