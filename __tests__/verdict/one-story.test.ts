import { describe, expect, test } from '@jest/globals';
import { everyFinding } from '../../src/model/explained.js';
import type { Finding, RuleResult } from '../../src/model/outcome.js';
import type { RuleId } from '../../src/model/rule-ids.js';
import { oneStory } from '../../src/verdict/one-story.js';
import { STORIES } from '../../src/verdict/stories.js';
import { line, name } from '../support/builders.js';

const FULL = [{ kind: 'replica-identity-full', table: name('public.a') }] as const;

function finding(ruleId: string, subject: string, changes: Partial<Finding> = {}): Finding {
  return {
    ruleId: ruleId as RuleId,
    severity: 'error',
    subject,
    message: `message of ${ruleId}`,
    detail: 'detail',
    hint: 'hint',
    fix: [],
    location: null,
    related: [],
    fingerprint: `${ruleId}:${subject}`,
    databases: ['preview'],
    ...changes,
  };
}

/** The findings that are shown. */
function shown(...findings: readonly Finding[]): readonly Finding[] {
  const results = findings.map(
    (one): RuleResult => ({ ruleId: one.ruleId, status: 'checked', subjects: 1, findings: [one] }),
  );
  return oneStory(results).flatMap((result) => (result.status === 'checked' ? result.findings : []));
}

const DEEP = finding('published-table-has-primary-key', 'public.a');
const SHALLOW = finding('replica-identity-full', 'public.a', { fix: FULL, location: line(3) });

test('the deeper one is shown, lists the other with its line, and keeps it', () => {
  expect(shown(DEEP, SHALLOW)).toEqual([
    {
      ...DEEP,
      detail: 'detail; also: message of replica-identity-full (replica-identity-full)',
      related: [{ ...line(3), label: 'replica-identity-full' }],
      explains: [SHALLOW],
    },
  ]);
  expect(everyFinding(shown(DEEP, SHALLOW)).map(({ ruleId, fix }) => [ruleId, fix])).toEqual([
    ['published-table-has-primary-key', []],
    ['replica-identity-full', FULL],
  ]);
});

describe('both are shown', () => {
  test.each<[string, Partial<Finding>, Partial<Finding>]>([
    ['of two subjects', { subject: 'public.b' }, {}],
    ['of two tables of which one is called as the other begins', { subject: 'public.a_b' }, {}],
    ['when the deeper is the less severe', { severity: 'warning' }, {}],
    ['when the shallower holds in a database where the deeper does not', {}, { databases: ['preview', 'shadow'] }],
  ])('%s', (_what, deep, shallow) => {
    const both = [
      { ...DEEP, ...deep },
      { ...SHALLOW, ...shallow },
    ];
    expect(shown(...both)).toEqual(both);
  });

  test('of two filters of one table', () => {
    const filter = finding('delete-filter-in-identity', 'public.a where x=eq.1', { fix: FULL });
    expect(shown(filter, finding('replica-identity-full', 'public.a where y=eq.1', { fix: FULL }))).toHaveLength(2);
  });
});

test('a table and a filter of it are one subject, odd names included', () => {
  const shallow = finding('delete-filter-in-identity', 'public."Order where" where room_id=eq.1', { fix: FULL });
  const deep = finding('replica-identity-full', 'public."Order where"', { fix: FULL });
  expect(shown(deep, shallow)).toHaveLength(1);
});

test('FULL and the DELETE filter are one story only where one statement mends both', () => {
  const filter = finding('delete-filter-in-identity', 'public.a', { fix: FULL });
  expect(shown(SHALLOW, filter)).toMatchObject([{ ruleId: 'replica-identity-full', explains: [filter] }]);
  expect(shown(SHALLOW, { ...filter, fix: [] })).toHaveLength(2);
  expect(shown({ ...SHALLOW, fix: [] }, { ...filter, fix: [] })).toHaveLength(2);
});

test('what explains may be explained', () => {
  const filter = finding('delete-filter-in-identity', 'public.a', { fix: FULL });
  expect(shown(filter, SHALLOW, DEEP)).toMatchObject([{ ruleId: DEEP.ruleId, explains: [filter, SHALLOW] }]);
});

test('a missing publication explains whatever is said of its tables', () => {
  const deep = finding('publication-exists', 'supabase_realtime');
  const many = Array.from({ length: 7 }, (_, index) =>
    finding('database-matches-migrations', `public.t${index}`, { severity: 'warning' }),
  );
  const [only, ...others] = shown(deep, ...many);
  expect(others).toEqual([]);
  expect(only?.explains).toHaveLength(7);
  expect(only?.detail).toMatch(/\(database-matches-migrations\), and 2 more$/);
});

test('no two rules explain each other', () => {
  for (const { deeper, shallower } of STORIES) {
    expect(STORIES.some((other) => other.deeper === shallower && other.shallower === deeper)).toBe(false);
  }
});

test('ten thousand findings are put together in no time', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => `public.t${index}`);
  const start = performance.now();
  const left = shown(
    ...many.map((subject) => finding('published-table-has-primary-key', subject)),
    ...many.map((subject) => finding('replica-identity-full', subject)),
  );
  expect(left).toHaveLength(10_000);
  expect(performance.now() - start).toBeLessThan(1_000);
});
