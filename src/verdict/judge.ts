import type { BaselineEntry } from '../model/baseline.js';
import type { Facts } from '../model/facts.js';
import type { History } from '../model/history.js';
import { displayText } from '../model/names.js';
import type { FailOn } from '../model/options.js';
import type { Finding, RuleResult, Severity } from '../model/outcome.js';
import { digits, plural } from '../model/plural.js';
import type { RuleId } from '../model/rule-ids.js';
import { unresolvedInApp } from '../model/source.js';
import type { Conclusion, Verdict } from '../model/verdict.js';
import { applyBaseline } from './apply-baseline.js';
import { type Accepted, applyExceptions } from './apply-exceptions.js';
import { oneStory } from './one-story.js';
import { tellRefusedAlong } from './refused-along.js';
import { sayIdentityPolicy } from './say-identity.js';

/** Rules that look at tables. A run that no one of them had anything to look at in is no success. */
const LOOKS_AT_TABLES: readonly RuleId[] = [
  'subscribed-table-exists',
  'subscribed-table-published',
  'published-table-has-primary-key',
  'replica-identity-full',
  'subscription-filter-valid',
  'filter-type-streams',
  'database-matches-migrations',
  'rls-policies-run',
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
  'published-table-subscribed',
];

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, notice: 2 };

/**
 * The only place that decides pass or fail. A finding at or above `failOn` fails; else a rule that could not look, or
 * a run with nothing to look at, is undetermined and never success.
 */
export function judge(
  facts: Facts,
  everyResult: readonly RuleResult[],
  failOn: FailOn,
  shadow: Facts | null = null,
): Verdict {
  // An exception for the deeper of two findings brings out the other, and so does the baseline.
  const { results: left, accepted } = applyExceptions(everyResult, facts.exceptions);
  const { results: fresh, known, gone } = applyBaseline(left, facts.baseline);
  const results = tellRefusedAlong(oneStory(fresh), facts);
  const { findings, counts } = worstFirst(results);
  const isFailed = findings.some(({ severity }) => fails(severity, failOn));
  const doubt = isFailed ? null : (whyUnread(facts) ?? (shadow && whyUnread(shadow)) ?? reasonForDoubt(facts, results));
  const conclusion: Conclusion = isFailed ? 'failure' : doubt === null ? 'success' : 'undetermined';
  return {
    conclusion,
    reason: doubt,
    findings,
    known,
    gone,
    counts,
    tablesChecked: facts.catalog.known ? facts.catalog.value.relations.length : 0,
    results,
    facts,
    shadow,
    isFixWithdrawn: false,
    limits: [...limitsOf(facts, shadow, results), ...accepted.map(sayAccepted), ...sayKnown(known), ...sayGone(gone)],
  };
}

/** The findings of every rule in the order of the rules, the worst first, and how many there are of each severity. */
function worstFirst(results: readonly RuleResult[]): Pick<Verdict, 'findings' | 'counts'> {
  const found: Record<Severity, Finding[]> = { error: [], warning: [], notice: [] };
  for (const result of results) {
    if (result.status !== 'checked') continue;
    for (const finding of result.findings) found[finding.severity].push(finding);
  }
  return {
    findings: [...found.error, ...found.warning, ...found.notice],
    counts: { error: found.error.length, warning: found.warning.length, notice: found.notice.length },
  };
}

/** Whether a finding of that severity fails the build. */
export function fails(severity: Severity, failOn: FailOn): boolean {
  return failOn !== 'never' && RANK[severity] <= RANK[failOn];
}

function whyUnread({ catalog }: Facts): string | null {
  return catalog.known ? null : catalog.reason;
}

/** One sentence with what to do, or null when everything that should be looked at was. */
function reasonForDoubt(facts: Facts, results: readonly RuleResult[]): string | null {
  for (const result of results) {
    if (result.status === 'unknown') return `${result.ruleId}: ${result.reason}`;
  }
  const judged = results.some((result) => result.status === 'checked' && LOOKS_AT_TABLES.includes(result.ruleId));
  if (judged) return null;
  if (results.every((result) => result.status === 'not-applicable')) {
    return 'nothing was checked: every rule is switched off; switch at least one on in the config file';
  }
  return `nothing to check: publication ${facts.policy.publication} has no tables and ${sayNoSubscriptions(facts)}; name the tables the application subscribes to in the subscriptions option, or check that this is the database with the migrations applied`;
}

function limitsOf(facts: Facts, shadow: Facts | null, results: readonly RuleResult[]): readonly string[] {
  const unread = [facts, ...(shadow === null ? [] : [shadow])].flatMap((some) => whyUnread(some) ?? []);
  if (!facts.catalog.known) return unread;
  const limits: string[] = [
    ...unread,
    ...sayUnreplayed((shadow ?? facts).history),
    ...sayUnscanned(facts),
    ...(facts.source?.limits ?? []),
    ...sayUntried(facts),
    ...sayIdentityPolicy(facts),
  ];
  for (const result of results) {
    if (result.status === 'not-applicable' && result.reason.startsWith('switched off')) {
      limits.push(`${result.ruleId} was not checked: ${result.reason}`);
    }
  }
  return limits;
}

function sayUnscanned(facts: Facts): readonly string[] {
  if (facts.subscriptions.length > 0) return [];
  return [
    `${sayNoSubscriptions(facts)}: whether the tables the application subscribes to are published was not checked`,
  ];
}

/** Why there are none: nobody looked, nothing was found, or what was found could not be read. */
function sayNoSubscriptions({ source }: Facts): string {
  if (source === null) return 'no subscriptions are given and no source was read';
  const unread = unresolvedInApp(source).length;
  const files = plural(source.files, 'source file');
  if (unread > 0) return `of ${plural(unread, 'subscription')} in ${files} none could be read`;
  const [use] = source.uses;
  const though = use === undefined ? '' : `, though Realtime is used at ${displayText(use.file)}:${use.line}`;
  return `no subscriptions are given or found in ${files}${though}`;
}

/** Roles that the policies could not be tried for: what the migrations say of them stands in for it. */
function sayUntried({ policyProbe }: Facts): readonly string[] {
  if (!policyProbe.known) return [];
  return policyProbe.value.refused.map(
    ({ role, message }) =>
      `the policies of the database were not tried for ${displayText(role)}: ${displayText(message)}`,
  );
}

/** Those that matter are findings of migrations-replay; the rest are counted. */
function sayUnreplayed(history: History | null): readonly string[] {
  const others = history?.failed.filter(({ matters }) => !matters).length ?? 0;
  if (history === null || others === 0) return [];
  return [
    `${digits(others)} of ${plural(history.statements, 'statement')} failed in the replay without a bearing on what is checked`,
  ];
}

function sayKnown(known: readonly Finding[]): readonly string[] {
  if (known.length === 0) return [];
  return [`${plural(known.length, 'finding')} of the baseline ${known.length === 1 ? 'is' : 'are'} still there`];
}

/** So many of them are named. */
const GONE_SAID = 5;

function sayGone(gone: readonly BaselineEntry[]): readonly string[] {
  if (gone.length === 0) return [];
  const named = gone.slice(0, GONE_SAID).map(({ ruleId, subject }) => `${ruleId} of ${displayText(subject)}`);
  const more = gone.length > GONE_SAID ? [`${digits(gone.length - GONE_SAID)} more`] : [];
  return [
    `${plural(gone.length, 'finding')} of the baseline ${gone.length === 1 ? 'is' : 'are'} gone (${[...named, ...more].join(', ')}): write it anew with realtime-guard baseline`,
  ];
}

function sayAccepted({ finding, exception }: Accepted['accepted'][number]): string {
  const until = exception.until === null ? '' : ` until ${exception.until}`;
  return `${finding.message}: accepted${until}, because ${exception.reason}`;
}
