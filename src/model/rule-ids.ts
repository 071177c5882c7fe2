/**
 * Every rule, in the order reports show them. An id names the healthy state, is the same in the rule's file name, its
 * page, its test, SARIF and annotations, and is never renamed.
 */
export const RULE_IDS = [
  'publication-exists',
  'subscribed-table-exists',
  'subscribed-relation-streams',
  'subscribed-table-published',
  'table-name-matched-literally',
  'subscribed-event-published',
  'published-table-has-primary-key',
  'writes-survive-publication',
  'replica-identity-full',
  'delete-filter-in-identity',
  'identity-index-covers-key',
  'columns-arrive-whole',
  'subscription-filter-valid',
  'filter-type-streams',
  'filter-column-not-toasted',
  'database-supports-operators',
  'rls-policies-run',
  'partition-leaves-have-rls',
  'published-table-has-rls',
  'subscriber-can-select',
  'publication-filters-ignored',
  'publication-lists-tables',
  'published-table-subscribed',
  'full-identity-affordable',
  'delete-old-is-key-only',
  'server-ready',
  'migrations-applied',
  'publication-kept',
  'database-matches-migrations',
  'migrations-replay',
  'subscriptions-resolved',
  'subscription-parameters-accepted',
  'bindings-before-subscribe',
  'binding-values-survive-json',
  'topic-set-up-once',
  'bindings-unique',
  'binding-params-not-shared',
  'client-version-current',
  'exceptions-current',
] as const;

export type RuleId = (typeof RULE_IDS)[number];

/** The rule whose severity the option `unresolved` is. */
export const RULE_OF_UNRESOLVED = 'subscriptions-resolved' satisfies RuleId;
