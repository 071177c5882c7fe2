import type { Publication } from '../model/facts.js';
import type { History } from '../model/history.js';
import { displayIdentifier, displayName } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import { asksFor, type Location, type Subscription } from '../model/subscription.js';
import { placesOf } from './subscribed-relations.js';
import { sayTogether } from './wanted-events.js';

type Existing = Extract<Publication, { readonly exists: true }>;

const HINT = 'Drop the publication and create it anew in one migration, with the tables that are meant, one by one.';

export default {
  title: 'The publication names its tables one by one',
  severity: 'error',
  check({ catalog, subscriptions, history }) {
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const { publication } = catalog.value;
    if (!publication.exists) return { status: 'not-applicable', reason: 'the publication does not exist' };
    const location = createdAt(publication, history);
    const told = publication.allTables || publication.schemas.includes('realtime');
    const leaking = told ? subscriptions.filter((subscription) => asksFor(subscription, OTHERS)) : [];
    if (!publication.allTables && publication.schemas.length === 0)
      return { status: 'checked', subjects: 1, found: [] };
    return { status: 'checked', subjects: 1, found: [describe(publication, leaking, location)] };
  },
} satisfies Rule;

/** What Realtime keeps of each subscription: sent to whoever asks for it, with what everybody's token says. */
const OTHERS = { schema: 'realtime', name: 'subscription' } as const;

const ALL_WRITES =
  'every new table is sent as well, one without a primary key can no longer be updated, and adding a table fails with SQLSTATE 55000';
const SCHEMA_WRITES =
  'every new table there is sent as well, whether or not anyone thought of its row level security, and one without a primary key can no longer be updated';

function describe(
  { name, allTables, schemas }: Existing,
  leaking: readonly Subscription[],
  location: Location | null,
): Violation {
  const publication = displayIdentifier(name);
  const all = `publication ${publication} is for all tables${allTables ? '' : ` of schema ${sayTogether(schemas.map(displayIdentifier))}`}`;
  const writes = allTables ? ALL_WRITES : SCHEMA_WRITES;
  return {
    subject: publication,
    message:
      leaking.length > 0 ? `${all}, and a subscription to ${displayName(OTHERS)} gets the tokens of other users` : all,
    detail:
      leaking.length > 0
        ? `${displayName(OTHERS)} is sent with the others, and holds the JWT claims of everyone who subscribes; ${writes}`
        : writes,
    hint: HINT,
    fix: [],
    location,
    related: placesOf(leaking),
    ...(leaking.length > 0 ? {} : { severity: 'warning' }),
  };
}

function createdAt({ name }: Existing, history: History | null): Location | null {
  const created = history?.events.findLast(
    ({ kind, publication }) => kind === 'publication-created' && publication === name,
  );
  return created?.location ?? null;
}
