import type { Relation } from '../model/facts.js';
import { displayIdentifier, displayName, displayText } from '../model/names.js';
import type { RelatedLocation, Rule, Violation } from '../model/outcome.js';
import type { SubscriberRole } from '../model/row-security.js';
import { placesThatGet, subscribersOf } from './subscribed-relations.js';
import { sentTables } from './tables-of.js';
import { rowReadersOf, sayTogether } from './wanted-events.js';
import { type Unreadable, whyUnreadable } from './why-unreadable.js';

export default {
  title: 'Some role that subscribes may read what it subscribes to',
  severity: 'warning',
  check({ catalog, subscriptions }) {
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    if (subscriptions.length === 0) return { status: 'not-applicable', reason: 'nothing is subscribed to' };
    const judged = catalog.value.roles.filter(({ exists }) => exists);
    if (judged.length === 0) {
      return { status: 'not-applicable', reason: 'the database has none of the roles whose rights are judged' };
    }
    const placesOf = placesThatGet(subscriptions);
    const isHeard = subscribersOf(subscriptions);
    const asksForRows = rowReadersOf(subscriptions);
    // Of a stand-in for a table that no migration creates, neither rights nor policies are known.
    const tables = sentTables(catalog.value).filter((table) => table.confidence !== 'assumed' && isHeard(table));
    const absent = catalog.value.roles.filter(({ exists }) => !exists);
    return {
      status: 'checked',
      subjects: tables.length + absent.length,
      found: [...tables.flatMap((table) => judge(table, judged, placesOf, asksForRows)), ...absent.map(absentRole)],
    };
  },
} satisfies Rule;

/** Usually not every role may read: one that may is enough for the application to work. */
function judge(
  table: Relation,
  roles: readonly SubscriberRole[],
  placesOf: (table: Relation) => readonly RelatedLocation[],
  asksForRows: (table: Relation) => boolean,
): readonly Violation[] {
  // Ten thousand tables are asked about, and most of them the first role may read.
  const [first] = roles;
  const why = first === undefined ? null : whyUnreadable(table, first);
  if (why === null) return [];
  const reasons = roles.map((role) => ({ role: role.name, why: whyUnreadable(table, role) }));
  const isUnread = (reason: { readonly why: Unreadable | null }): boolean =>
    reason.why !== null && (reason.why !== 'policy' || asksForRows(table));
  if (!reasons.every(isUnread)) return [];
  const name = displayName(table);
  return [
    {
      subject: name,
      message: `table ${name} is subscribed to but ${sayRoles(roles)} may not read its rows`,
      detail: (['schema', 'key', 'policy'] as const)
        .map((kind) =>
          sayWhy(
            kind,
            table,
            reasons.filter((reason) => reason.why === kind).map(({ role }) => role),
          ),
        )
        .filter((sentence) => sentence !== '')
        .join('; '),
      hint: hintFor(why, table),
      fix: [],
      location: table.createdAt,
      related: placesOf(table),
      confidence: table.confidence,
    },
  ];
}

function sayRoles(roles: readonly SubscriberRole[]): string {
  const names = roles.map(({ name }) => displayIdentifier(name));
  return names.length === 1 ? names.join('') : sayTogether(names);
}

function sayWhy(why: Unreadable, table: Relation, roles: readonly string[]): string {
  if (roles.length === 0) return '';
  const who = sayTogether(roles.map(displayIdentifier));
  switch (why) {
    case 'schema':
      return table.rowSecurity
        ? `without USAGE of schema ${displayIdentifier(table.schema)} the policies of ${who} cannot be asked: each change is an error, and the changes read with it are lost for every subscriber of the project`
        : `${who} may not use schema ${displayIdentifier(table.schema)}, and Realtime sends the rows all the same`;
    case 'key':
      return `${who} may not SELECT its primary key: INSERT and UPDATE arrive as an empty record with "Error 401: Unauthorized", DELETE with an empty old record, and a filter is refused`;
    case 'policy':
      return `row level security is on and no policy lets ${who} SELECT: INSERT and UPDATE are dropped without an error`;
  }
}

function hintFor(why: Unreadable, table: Relation): string {
  switch (why) {
    case 'schema':
      return `Grant USAGE on schema ${displayIdentifier(table.schema)} to the role that subscribes in a migration, or take the table out of the publication.`;
    case 'key':
      return 'Grant SELECT on the table to the role that subscribes in a migration, or name the role that does in the roles option.';
    case 'policy':
      return 'Create a policy for SELECT in a migration, for the role that subscribes.';
  }
}

function absentRole({ name }: SubscriberRole): Violation {
  const role = displayIdentifier(name);
  return {
    subject: `role ${role}`,
    message: `role ${role} of the roles option does not exist`,
    detail: `every subscription with a token of that role is refused: role "${displayText(name)}" does not exist`,
    hint: 'Create the role in a migration, or leave it out of the roles option.',
    fix: [],
    location: null,
    related: [],
  };
}
