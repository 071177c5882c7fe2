import type { Publication } from '../model/facts.js';
import type { History } from '../model/history.js';
import { displayIdentifier } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import type { Location, Subscription } from '../model/subscription.js';
import { placesOf } from './subscribed-relations.js';
import { sayTogether } from './wanted-events.js';

type Existing = Extract<Publication, { readonly exists: true }>;

const HINT = 'Create the publication with the tables that are meant, one by one.';

export default {
  title: 'The publication names its tables one by one',
  severity: 'error',
  check({ catalog, subscriptions, history }) {
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const { publication } = catalog.value;
    if (!publication.exists) return { status: 'not-applicable', reason: 'the publication does not exist' };
    const location = createdAt(publication, history);
    const found = publication.allTables
      ? [allTables(publication, subscriptions, location)]
      : publication.schemas.length > 0
        ? [wholeSchemas(publication, location)]
        : [];
    return { status: 'checked', subjects: 1, found };
  },
} satisfies Rule;

/** Whoever asks for every schema is sent the subscriptions of the others, with what their tokens say. */
function allTables(publication: Existing, subscriptions: readonly Subscription[], location: Location | null): Violation {
  const name = displayIdentifier(publication.name);
  const leaking = subscriptions.filter(({ schema }) => schema === '*' || schema === 'realtime');
  const writes =
    'every new table is sent as well, one without a primary key can no longer be updated, and adding a table fails with SQLSTATE 55000';
  return {
    subject: name,
    message:
      leaking.length > 0
        ? `publication ${name} is for all tables, and a subscription to every schema gets the tokens of other users`
        : `publication ${name} is for all tables`,
    detail:
      leaking.length > 0
        ? `table realtime.subscription is sent with the others, which holds the JWT claims of everyone who subscribes; ${writes}`
        : writes,
    hint: HINT,
    fix: [],
    location,
    related: placesOf(leaking),
    ...(leaking.length > 0 ? {} : { severity: 'warning' }),
  };
}

function wholeSchemas(publication: Existing, location: Location | null): Violation {
  const name = displayIdentifier(publication.name);
  const schemas = sayTogether(publication.schemas.map(displayIdentifier));
  return {
    subject: name,
    message: `publication ${name} is for all tables of schema ${schemas}`,
    detail:
      'every new table there is sent as well, whether or not anyone thought of its row level security, and one without a primary key can no longer be updated',
    hint: HINT,
    fix: [],
    location,
    related: [],
    severity: 'warning',
  };
}

function createdAt({ name }: Existing, history: History | null): Location | null {
  const created = history?.events.findLast(
    ({ kind, publication }) => kind === 'publication-created' && publication === name,
  );
  return created?.location ?? null;
}
