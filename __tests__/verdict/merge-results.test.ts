import { describe, expect, test } from '@jest/globals';
import type { Finding, RuleResult } from '../../src/model/outcome.js';
import { mergeResults, withoutDatabase } from '../../src/verdict/merge-results.js';
import { line } from '../support/builders.js';

function finding(subject: string, changes: Partial<Finding> = {}): Finding {
  return {
    ruleId: 'replica-identity-full',
    severity: 'error',
    subject,
    message: '',
    detail: '',
    hint: '',
    fix: [],
    location: null,
    related: [],
    fingerprint: `replica-identity-full:${subject}`,
    databases: ['preview'],
    ...changes,
  };
}
const checked = (...findings: readonly Finding[]): RuleResult[] => [
  { ruleId: 'replica-identity-full', status: 'checked', subjects: 2, findings },
];
const not = (status: 'unknown' | 'not-applicable'): RuleResult[] => [
  { ruleId: 'replica-identity-full', status, reason: 'why' },
];
const shadow = { databases: ['shadow'], location: line(3) } as const;

describe('one finding for both databases', () => {
  test('says that it holds in both, and where the migrations have it', () => {
    const [merged] = mergeResults(checked(finding('a')), checked(finding('a', { ...shadow, severity: 'notice' })));
    expect(merged).toMatchObject({
      findings: [{ subject: 'a', severity: 'error', databases: ['preview', 'shadow'], location: line(3) }],
    });
  });

  test('what holds in one only is kept', () => {
    const [merged] = mergeResults(checked(finding('a')), checked(finding('b', shadow)));
    expect(merged).toMatchObject({
      findings: [
        { subject: 'a', databases: ['preview'], location: null },
        { subject: 'b', databases: ['shadow'] },
      ],
    });
  });
});

test.each([
  ['checked', checked(), 'unknown', not('unknown'), 'checked'],
  ['checked', checked(), 'not-applicable', not('not-applicable'), 'checked'],
  ['unknown', not('unknown'), 'checked', checked(), 'unknown'],
  ['not-applicable', not('not-applicable'), 'checked', checked(), 'checked'],
  ['not-applicable', not('not-applicable'), 'unknown', not('unknown'), 'not-applicable'],
])('%s in the first and %s in the second', (_one, first, _other, second, status) => {
  expect(mergeResults(first, second)).toMatchObject([{ status }]);
});

test('an entry of the config file is out of use only where it is in both', () => {
  const of = (...subjects: readonly string[]): RuleResult[] => [
    {
      ruleId: 'exceptions-current',
      status: 'checked',
      subjects: 2,
      findings: subjects.map((subject) => finding(subject, { ruleId: 'exceptions-current', fingerprint: subject })),
    },
  ];
  const [merged] = mergeResults(of('ended', 'clicked away'), of('ended', 'made by hand'));
  expect(merged).toMatchObject({ subjects: 2, findings: [{ subject: 'ended' }] });
});

test('beside a database that could not be read, what it alone can answer is unknown', () => {
  const of = (ruleId: RuleResult['ruleId'], status: 'unknown' | 'not-applicable'): RuleResult => ({
    ruleId,
    status,
    reason: status,
  });
  expect(
    withoutDatabase(
      [of('server-ready', 'unknown'), of('migrations-applied', 'unknown'), of('publication-exists', 'unknown')],
      [
        of('server-ready', 'not-applicable'),
        of('migrations-applied', 'not-applicable'),
        of('publication-exists', 'not-applicable'),
      ],
    ).map(({ ruleId, status }) => `${ruleId} ${status}`),
  ).toEqual(['server-ready unknown', 'migrations-applied unknown', 'publication-exists not-applicable']);
});
