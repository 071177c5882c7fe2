import type { Finding } from '../../../src/model/outcome.js';
import { isAboutSubscription } from './explanations.js';
import type { Tried } from './try-world.js';

/** What must hold of every world, whatever the rules say of it; each broken one in words. */
export function brokenInvariants(tried: Tried): readonly string[] {
  return [...brokenByFix(tried), ...brokenWrites(tried)];
}

function brokenByFix({ before, hidden, after, fix }: Tried): readonly string[] {
  if (fix === null) return [];
  const left = new Set(after.map(({ fingerprint }) => fingerprint));
  const known = new Set([...before, ...hidden].filter(isError).map(({ fingerprint }) => fingerprint));
  return [
    ...fix.ran.filter((code) => code !== 'ok').map((code) => `the fix fails with ${code}`),
    ...before
      .filter((finding) => finding.fix.length > 0 && left.has(finding.fingerprint))
      .map(({ message }) => `the fix leaves: ${message}`),
    ...after
      .filter((finding) => isError(finding) && !known.has(finding.fingerprint) && !isRevealed(finding, before))
      .map(({ ruleId, message }) => `the fix brings ${ruleId}: ${message}`),
  ];
}

/**
 * What a subscription will lack of a table that it got nothing of, because the table was not published: the deeper finding
 * stood for it.
 */
function isRevealed({ ruleId, subject }: Finding, before: readonly Finding[]): boolean {
  const isDeeper = (finding: Finding): boolean =>
    NOTHING_COMES.includes(finding.ruleId) && subject.startsWith(finding.subject);
  return isAboutSubscription(ruleId) && ruleId !== 'replica-identity-full' && before.some(isDeeper);
}

const NOTHING_COMES: readonly string[] = [
  'subscribed-table-published',
  'subscribed-relation-streams',
  'subscribed-table-exists',
];

/** `writes-survive-publication` names exactly those whose writes PostgreSQL refuses. */
function brokenWrites({ before, unwritable, after, unwritableAfter }: Tried): readonly string[] {
  return [...differ(before, unwritable, 'before'), ...differ(after, unwritableAfter, 'after the fix')];
}

function differ(findings: readonly Finding[], refused: ReadonlySet<string>, when: string): readonly string[] {
  const names = new Set([...refused].map((name) => name.replace('only ', '')));
  const told = new Set(
    findings.filter(({ ruleId }) => `${ruleId}` === 'writes-survive-publication').map(({ subject }) => subject),
  );
  return [
    ...[...names]
      .filter((name) => !told.has(name))
      .map((name) => `${when}: writes of ${name} fail and nothing says so`),
    ...[...told].filter((name) => isMade(name) && !names.has(name)).map((name) => `${when}: writes of ${name} work`),
  ];
}

function isMade(name: string): boolean {
  return /^(public|app)\.t[_x]?\d/.test(name);
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

/** What the rules say on one database and not on the other. */
export function differences(one: Tried, other: Tried): readonly string[] {
  const [here, there] = [comparable(one), comparable(other)];
  return [
    ...here.filter((words) => !there.includes(words)).map((words) => `not there: ${words}`),
    ...there.filter((words) => !here.includes(words)).map((words) => `only there: ${words}`),
  ];
}

/** Without what the embedded database has of its own: the tables of a Supabase project, under FOR ALL TABLES. */
function comparable({ before, after }: Tried): readonly string[] {
  const told = (findings: readonly Finding[], when: string): readonly string[] =>
    findings
      .filter(({ subject }) => isMade(subject) || !subject.includes('.'))
      .map(({ ruleId, subject, severity, message }) => `${when} ${severity} ${ruleId} ${subject}: ${message}`);
  return [...told(before, 'before'), ...told(after, 'after')];
}
