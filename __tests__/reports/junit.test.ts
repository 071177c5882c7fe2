import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Finding } from '../../src/model/outcome.js';
import type { Verdict } from '../../src/model/verdict.js';
import { renderJUnit } from '../../src/reports/junit.js';
import { fails } from '../../src/verdict/judge.js';
import { hostileName } from '../support/hostile-names.js';
import { HEALTHY, RULE_TEXTS, UNDETERMINED, verdictSaying, verdictWith } from '../support/verdicts.js';

interface Case {
  readonly '@name': string;
  readonly '@file'?: string;
  readonly '@line'?: string;
  readonly failure?: { readonly '@message': string; readonly '#text': string };
  readonly error?: { readonly '@message': string };
  readonly skipped?: { readonly '@message': string };
  readonly 'system-out'?: string;
}

interface Suite {
  readonly '@name': string;
  readonly '@tests': string;
  readonly '@failures': string;
  readonly '@errors': string;
  readonly '@skipped': string;
  readonly testcase: readonly Case[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  isArray: (name) => name === 'testsuite' || name === 'testcase',
  htmlEntities: true,
  trimValues: false,
});

/** The suites, held to what readers count on: well-formed, and numbers that are what is there. */
function suitesOf(verdict: Verdict, isFailed = ({ severity }: Finding): boolean => fails(severity, 'error')) {
  const xml = renderJUnit(verdict, { rules: RULE_TEXTS, fails: isFailed });
  expect(XMLValidator.validate(xml)).toBe(true);
  const { testsuites } = parser.parse(xml);
  const suites: readonly Suite[] = testsuites.testsuite;
  for (const suite of suites) {
    const having = (key: 'failure' | 'error' | 'skipped'): string =>
      String(suite.testcase.filter((one) => one[key] !== undefined).length);
    expect([suite['@tests'], suite['@failures'], suite['@errors'], suite['@skipped']]).toEqual([
      String(suite.testcase.length),
      having('failure'),
      having('error'),
      having('skipped'),
    ]);
  }
  return suites;
}

const ofRule = (suites: readonly Suite[], name: string): Suite => {
  const suite = suites.find((one) => one['@name'] === name);
  if (suite === undefined) throw new Error(`no suite ${name}`);
  return suite;
};

describe('JUnit', () => {
  test('a suite a rule, a failure a finding, at its line', () => {
    const suite = ofRule(suitesOf(verdictWith(2)), 'replica-identity-full');
    expect(suite.testcase).toHaveLength(2);
    expect(suite.testcase[0]).toMatchObject({
      '@name': 'public.t0',
      '@file': 'supabase/migrations/1_a.sql',
      '@line': '1',
    });
    expect(suite.testcase[0]?.failure?.['@message']).toContain('table public.t0 has REPLICA IDENTITY DEFAULT');
    expect(suite.testcase[0]?.failure?.['#text']).toContain('subscribed here: src/t0.ts:7');
  });

  test('nothing found: every case passes or is skipped', () => {
    const suites = suitesOf(HEALTHY);
    expect(suites.flatMap(({ testcase }) => testcase).filter(({ failure, error }) => failure ?? error)).toEqual([]);
    expect(suites.some((suite) => suite['@skipped'] === '1')).toBe(true);
  });

  test('what fails no build passes, and is told', () => {
    const [first] = ofRule(
      suitesOf(verdictWith(1), () => false),
      'replica-identity-full',
    ).testcase;
    expect(first?.failure).toBeUndefined();
    expect(first?.['system-out']).toContain('error: table public.t0');
  });

  test('what the baseline accepts passes', () => {
    const verdict = verdictWith(1);
    const results = verdict.results.map((one) => (one.status === 'checked' ? { ...one, findings: [] } : one));
    const accepted = { ...verdict, results, findings: [], known: verdict.findings };
    const suite = ofRule(suitesOf(accepted), 'replica-identity-full');
    expect(suite['@failures']).toBe('0');
    expect(suite.testcase[0]?.['system-out']).toContain('table public.t0');
  });

  test('a run that could not tell is an error', () => {
    expect(ofRule(suitesOf(UNDETERMINED), 'verdict').testcase[0]?.error?.['@message']).toBe('the database is away');
  });

  test('2,000 findings are 2,000 cases', () => {
    expect(ofRule(suitesOf(verdictWith(2_000)), 'replica-identity-full').testcase).toHaveLength(2_000);
  });

  test('no name breaks out', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        const suites = suitesOf(verdictSaying(name));
        const failed = suites.flatMap(({ testcase }) => testcase).filter(({ failure }) => failure !== undefined);
        expect(failed).toHaveLength(1);
        expect(Object.keys(failed[0] ?? {}).sort()).toEqual(['@classname', '@file', '@line', '@name', 'failure']);
      }),
      { numRuns: 500 },
    );
  });
});
