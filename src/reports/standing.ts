import type { Finding } from '../model/outcome.js';
import type { RuleId } from '../model/rule-ids.js';
import type { Verdict } from '../model/verdict.js';

/**
 * Rules whose findings are of one database or the other. Others look at migrations, source or options, and of policies
 * the replayed migrations may tell what a running database is not tried for.
 */
const OF_A_DATABASE: readonly RuleId[] = [
  'publication-exists',
  'subscribed-table-exists',
  'subscribed-table-published',
  'published-table-has-primary-key',
  'replica-identity-full',
  'subscription-filter-valid',
  'filter-type-streams',
  'writes-survive-publication',
  'delete-filter-in-identity',
  'subscribed-event-published',
  'identity-index-covers-key',
  'columns-arrive-whole',
  'delete-old-is-key-only',
  'full-identity-affordable',
  'filter-column-not-toasted',
  'subscribed-relation-streams',
  'partition-leaves-have-rls',
  'published-table-has-rls',
  'publication-filters-ignored',
  'subscriber-can-select',
  'table-name-matched-literally',
  'publication-lists-tables',
  'published-table-subscribed',
];

/** Where a finding holds, when there were two databases, and what it rests on, when that is not sure; null for neither. */
export function renderStanding(finding: Finding, { facts, shadow }: Verdict): string | null {
  const isCompared = shadow !== null && facts.catalog.known;
  const said = [
    isCompared && OF_A_DATABASE.includes(finding.ruleId) ? renderPlace(finding) : null,
    renderDoubt(finding),
  ];
  const known = said.filter((part) => part !== null);
  return known.length === 0 ? null : known.join('; ');
}

function renderPlace({ databases }: Finding): string | null {
  if (databases.length > 1) return 'so in the database and in the migrations';
  const [only] = databases;
  if (only === undefined) return null;
  return only === 'preview' ? 'so in the database only' : 'so in the migrations only';
}

function renderDoubt({ confidence }: Finding): string | null {
  if (confidence === 'assumed') return 'assumed, as the migrations do not tell all of it: it fails no build';
  return confidence === 'deferred' ? 'after a second try of statements that fail in their order' : null;
}
