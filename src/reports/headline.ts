import { digits, plural } from '../model/plural.js';
import { unresolvedInApp } from '../model/source.js';
import type { Verdict } from '../model/verdict.js';

/** What was found, in a few words: `2 errors, 1 warning`; `no findings`, or none but those that the baseline accepts. */
export function renderCounts({ counts, known }: Verdict): string {
  const parts = [
    counts.error > 0 ? plural(counts.error, 'error') : '',
    counts.warning > 0 ? plural(counts.warning, 'warning') : '',
    counts.notice > 0 ? plural(counts.notice, 'notice') : '',
  ].filter((part) => part !== '');
  if (parts.length > 0) return parts.join(', ');
  return known.length === 0 ? 'no findings' : 'no new findings';
}

/** What was looked at: `3 tables and 3 subscriptions checked by 5 rules; 2 subscriptions could not be read`. */
export function renderScope({ results, facts, tablesChecked }: Verdict): string {
  const rules = results.filter(({ status }) => status === 'checked').length;
  const subscriptions = plural(facts.subscriptions.length, 'subscription');
  const unread = facts.source === null ? 0 : unresolvedInApp(facts.source).length;
  const scope = `${plural(tablesChecked, 'table')} and ${subscriptions} checked by ${plural(rules, 'rule')}`;
  return unread === 0 ? scope : `${scope}; ${plural(unread, 'subscription')} could not be read`;
}

/** What was looked at it in: `PostgreSQL 17.4`, `PGlite (PostgreSQL 18.6) after 4 migrations`, or both. */
export function renderDatabases({ facts, shadow }: Verdict): string {
  const engine = facts.database.known ? facts.database.value.engine : 'database not reached';
  const history = (shadow ?? facts).history;
  if (history === null) return engine;
  const files = plural(history.files, 'migration');
  return shadow === null ? `${engine} after ${files}` : `${engine}, and on ${files} replayed`;
}

/** The note that stands for what a report leaves out: `… and 12 more`. */
export function renderMore(count: number, where: string): string {
  return `… and ${digits(count)} more: ${where}`;
}
