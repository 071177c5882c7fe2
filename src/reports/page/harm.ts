import type { Finding } from '../../model/outcome.js';
import { plural } from '../../model/plural.js';
import type { RuleId } from '../../model/rule-ids.js';

/** What becomes of an application that a finding is right about, told of so many of its subjects. */
const HARMS = {
  loses: (count) => `${plural(count, 'table')} would lose changes`,
  blocks: (count) => `${plural(count, 'table')} could not be written to`,
  cuts: (count) => `${plural(count, 'table')} would arrive with values cut short`,
  shows: (count) => `${plural(count, 'table')} would show rows to strangers`,
  breaks: (count) => `${plural(count, 'subscription')} would not work as written`,
  unread: (count) => `${plural(count, 'subscription')} could not be read`,
  nothing: () => 'no changes would arrive at all',
  everything: () => 'the publication sends more than it should',
  client: () => 'the client would run into a bug of its own',
  differs: (count) => `${plural(count, 'table')} would differ after the next reset`,
  replay: (count) => `${plural(count, 'statement')} could not be replayed`,
  outdated: (count) => `${plural(count, 'exception')} would cover nothing`,
  costs: (count) => `${plural(count, 'table')} would cost more than needed`,
} as const satisfies Readonly<Record<string, (count: number) => string>>;

type Harm = keyof typeof HARMS;

const HARM_OF: Readonly<Record<RuleId, Harm>> = {
  'publication-exists': 'nothing',
  'subscribed-table-exists': 'loses',
  'subscribed-relation-streams': 'loses',
  'subscribed-table-published': 'loses',
  'table-name-matched-literally': 'loses',
  'subscribed-event-published': 'loses',
  'published-table-has-primary-key': 'loses',
  'writes-survive-publication': 'blocks',
  'replica-identity-full': 'loses',
  'delete-filter-in-identity': 'loses',
  'identity-index-covers-key': 'loses',
  'columns-arrive-whole': 'cuts',
  'subscription-filter-valid': 'breaks',
  'filter-type-streams': 'breaks',
  'filter-column-not-toasted': 'loses',
  'database-supports-operators': 'breaks',
  'rls-policies-run': 'loses',
  'partition-leaves-have-rls': 'shows',
  'published-table-has-rls': 'shows',
  'subscriber-can-select': 'loses',
  'publication-filters-ignored': 'shows',
  'publication-lists-tables': 'everything',
  'published-table-subscribed': 'costs',
  'full-identity-affordable': 'costs',
  'delete-old-is-key-only': 'shows',
  'server-ready': 'nothing',
  'migrations-applied': 'nothing',
  'publication-kept': 'loses',
  'database-matches-migrations': 'differs',
  'migrations-replay': 'replay',
  'subscriptions-resolved': 'unread',
  'subscription-parameters-accepted': 'breaks',
  'bindings-before-subscribe': 'breaks',
  'binding-values-survive-json': 'breaks',
  'topic-set-up-once': 'breaks',
  'bindings-unique': 'breaks',
  'binding-params-not-shared': 'breaks',
  'client-version-current': 'client',
  'exceptions-current': 'outdated',
};

/** What the findings come to, in one sentence: `2 tables would lose changes and 1 subscription would not work as written`. */
export function sayHarm(findings: readonly Finding[]): string {
  const subjects = new Map<Harm, Set<string>>();
  for (const { ruleId, subject } of findings) {
    const harm = HARM_OF[ruleId];
    const known = subjects.get(harm) ?? new Set();
    subjects.set(harm, known.add(subject));
  }
  const said = [...subjects].map(([harm, { size }]) => HARMS[harm](size));
  const last = said.at(-1) ?? '';
  return said.length < 2 ? last : `${said.slice(0, -1).join(', ')} and ${last}`;
}
