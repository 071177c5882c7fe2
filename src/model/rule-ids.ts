/**
 * Every rule, in the order reports show them. An id names the healthy state, is the same in the rule's file name, its
 * page, its test, SARIF and annotations, and is never renamed.
 */
export const RULE_IDS = [
  'publication-exists',
  'subscribed-table-exists',
  'subscribed-table-published',
  'published-table-has-primary-key',
  'replica-identity-full',
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
  'server-ready',
  'migrations-applied',
  'rls-policies-run',
  'subscription-filter-valid',
  'filter-type-streams',
  'database-supports-operators',
  'writes-survive-publication',
  'delete-filter-in-identity',
  'subscribed-event-published',
  'identity-index-covers-key',
  'delete-old-is-key-only',
  'full-identity-affordable',
  'filter-column-not-toasted',
  'subscriber-can-select',
  'table-name-matched-literally',
  'publication-lists-tables',
  'published-table-subscribed',
] as const;

export type RuleId = (typeof RULE_IDS)[number];

/** The rule whose severity the option `unresolved` is. */
export const RULE_OF_UNRESOLVED = 'subscriptions-resolved' satisfies RuleId;
