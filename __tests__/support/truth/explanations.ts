import type { RuleId } from '../../../src/model/rule-ids.js';
import type { Trouble } from './judge-case.js';

/** The rules whose finding tells of a trouble. A finding of any other rule beside it explains nothing. */
const EXPLAINED_BY: Readonly<Record<Trouble, readonly string[]>> = {
  refused: [
    ...['publication-exists', 'subscribed-table-exists', 'subscribed-table-published', 'subscribed-relation-streams'],
    ...['subscription-parameters-accepted', 'subscription-filter-valid', 'subscriber-can-select'],
    'database-supports-operators',
  ],
  // What cannot be told apart by the rows goes 55000; a list or a filter that does not cover the identity 42P10.
  'write fails': ['writes-survive-publication'],
  poison: ['filter-type-streams', 'rls-policies-run'],
  'error 400': ['published-table-has-primary-key'],
  'error 401': ['subscriber-can-select'],
  lost: [
    ...['subscribed-table-exists', 'subscribed-table-published', 'subscribed-relation-streams'],
    ...['subscribed-event-published', 'delete-filter-in-identity', 'filter-column-not-toasted'],
    ...['subscriber-can-select', 'filter-type-streams', 'subscription-filter-valid', 'rls-policies-run'],
  ],
  leak: [
    ...['delete-old-is-key-only', 'partition-leaves-have-rls', 'publication-filters-ignored'],
    ...['subscriber-can-select', 'table-name-matched-literally', 'filter-type-streams', 'publication-lists-tables'],
  ],
  keyless: [
    'columns-arrive-whole',
    'identity-index-covers-key',
    'subscriber-can-select',
    'published-table-has-primary-key',
  ],
};

/** What shows that a finding is right, though another rule has to tell of the trouble itself. */
const ALSO_BORNE_OUT_BY: Readonly<Record<string, readonly Trouble[]>> = {
  // Without a key PostgreSQL refuses the write before Realtime has anything to say of the key.
  'published-table-has-primary-key': ['write fails'],
  // It says what is needed; what happens without is for the rules about that.
  'replica-identity-full': ['write fails', 'lost', 'keyless'],
};

/** Rules about what one subscription asks: a case shows them right only for the very same subscription. */
const ABOUT_A_SUBSCRIPTION: readonly string[] = [
  ...['subscription-parameters-accepted', 'subscription-filter-valid', 'subscribed-event-published'],
  ...['delete-filter-in-identity', 'filter-type-streams', 'filter-column-not-toasted', 'table-name-matched-literally'],
  ...['subscribed-table-exists', 'subscribed-table-published', 'subscribed-relation-streams'],
  // As it is asked here: for those tables where a subscription needs it.
  'replica-identity-full',
];

/** Rules about one kind of change: what they say explains nothing that another kind suffers. */
const ONLY_OF: Readonly<Record<string, string>> = {
  'delete-filter-in-identity': 'DELETE',
  'filter-column-not-toasted': 'UPDATE',
  'delete-old-is-key-only': 'DELETE',
  'identity-index-covers-key': 'DELETE',
};

/** Whether a finding of the rule tells of the trouble; of the one that this change met, where it is known which did. */
export function explains(rule: RuleId, trouble: Trouble, change: string | null = null): boolean {
  const only = ONLY_OF[rule];
  if (change !== null && only !== undefined && !change.startsWith(only)) return false;
  return EXPLAINED_BY[trouble].includes(rule);
}

/** Whether a trouble shows that a rule's finding is right. */
export function bearsOut(rule: RuleId, trouble: Trouble, change: string | null = null): boolean {
  return explains(rule, trouble, change) || ALSO_BORNE_OUT_BY[rule]?.includes(trouble) === true;
}

export function isAboutSubscription(rule: RuleId): boolean {
  return ABOUT_A_SUBSCRIPTION.includes(rule);
}

/** Who should have spoken, for the list of misses. */
export function rulesFor(trouble: Trouble): string {
  return EXPLAINED_BY[trouble].join(' or ');
}
