import type { Finding } from '../model/outcome.js';
import type { RuleId } from '../model/rule-ids.js';

/** Two rules of which the one, where both find something wrong with one subject, explains what the other says. */
export interface Story {
  readonly deeper: RuleId;
  readonly shallower: RuleId;
  /** Whatever the other is about: the subject of the deeper one is above them all. */
  readonly isOfAny?: boolean;
  readonly when?: (deeper: Finding, shallower: Finding) => boolean;
}

/** What is about tables of a publication is moot where there is no publication. */
const ABOUT_A_PUBLICATION = [
  'subscribed-table-published',
  'subscribed-event-published',
  'publication-kept',
  'publication-lists-tables',
  'publication-filters-ignored',
  'published-table-subscribed',
  'database-matches-migrations',
] as const satisfies readonly RuleId[];

/** The first that fits is taken, so the deepest come first. */
export const STORIES: readonly Story[] = [
  ...ABOUT_A_PUBLICATION.map((shallower): Story => ({ deeper: 'publication-exists', shallower, isOfAny: true })),
  { deeper: 'subscribed-table-exists', shallower: 'subscribed-table-published' },
  // Events of another table arrive in its place; only where that is an error, not where it comes on top.
  { deeper: 'table-name-matched-literally', shallower: 'subscribed-table-published' },
  // FULL takes the place of no key, and is no cure for a column list.
  { deeper: 'published-table-has-primary-key', shallower: 'replica-identity-full' },
  { deeper: 'writes-survive-publication', shallower: 'replica-identity-full' },
  // The same statement mends both, and the identity's finding names the filter among what FULL is needed for.
  { deeper: 'replica-identity-full', shallower: 'delete-filter-in-identity', when: haveSameFix },
  { deeper: 'partition-leaves-have-rls', shallower: 'published-table-has-rls' },
];

function haveSameFix(deeper: Finding, shallower: Finding): boolean {
  return shallower.fix.length > 0 && JSON.stringify(deeper.fix) === JSON.stringify(shallower.fix);
}
