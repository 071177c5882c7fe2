import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { renderReport } from '../../src/render-report.js';
import { renderSarif } from '../../src/reports/sarif.js';
import { hostileName } from '../support/hostile-names.js';
import { HEALTHY, RULE_TEXTS, UNDETERMINED, verdictSaying, verdictWith } from '../support/verdicts.js';

const require = createRequire(import.meta.url);
const { default: addFormats } = await import('ajv-formats');

const ajv = new Ajv({ strict: false, unicodeRegExp: false });
addFormats.default(ajv);
// OASIS's schema, as a package carries it.
const isSarif = ajv.compile(
  JSON.parse(readFileSync(require.resolve('schemastore/schemas/json/sarif-2.1.0.json'), 'utf8')),
);

const CONTEXT = { version: '1.2.3', rules: RULE_TEXTS, key: '' };

/** The only run, held to the schema. */
// biome-ignore lint/suspicious/noExplicitAny: it is looked into as anybody's JSON
function runOf(text: string): any {
  const log = JSON.parse(text);
  isSarif(log);
  expect(isSarif.errors ?? []).toEqual([]);
  expect(log.runs).toHaveLength(1);
  return log.runs[0];
}

describe('SARIF', () => {
  test('the schema is looked at', () => {
    expect(isSarif({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toBe(false);
  });

  test('a finding at its line, with what it needs to be known again', () => {
    const run = runOf(renderSarif(verdictWith(2), CONTEXT));
    expect(run.tool.driver).toMatchObject({ name: 'realtime-guard', version: '1.2.3' });
    expect(run.results).toHaveLength(2);
    const [first] = run.results;
    expect(run.tool.driver.rules[first.ruleIndex].id).toBe(first.ruleId);
    expect(first).toMatchObject({
      ruleId: 'replica-identity-full',
      level: 'error',
      partialFingerprints: { 'realtimeGuard/v1': 'replica-identity-full:public.t0' },
      relatedLocations: [{ id: 1, message: { text: 'subscribed here' } }],
    });
    expect(first.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'supabase/migrations/1_a.sql', uriBaseId: '%SRCROOT%' },
      region: { startLine: 1, startColumn: 1 },
    });
    expect(first.baselineState).toBeUndefined();
  });

  test('the page of a rule is its help, and only rules with a finding are there', async () => {
    const text = await renderReport('sarif', verdictWith(1), { commentKey: 'apps/web', failOn: 'error', links: null });
    const run = runOf(text);
    expect(run.automationDetails.id).toBe('realtime-guard/apps/web/');
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['replica-identity-full']);
    expect(run.tool.driver.rules[0].help.markdown).toBe(readFileSync('docs/rules/replica-identity-full.md', 'utf8'));
  });

  test('nothing found is a run that succeeded without results', () => {
    const run = runOf(renderSarif(HEALTHY, CONTEXT));
    expect(run.results).toEqual([]);
    expect(run.invocations[0].executionSuccessful).toBe(true);
  });

  test('a run that could not tell did not succeed, and says why', () => {
    const [invocation] = runOf(renderSarif(UNDETERMINED, CONTEXT)).invocations;
    expect(invocation.executionSuccessful).toBe(false);
    expect(invocation.toolExecutionNotifications[0]).toMatchObject({
      level: 'error',
      message: { text: 'the database is away' },
    });
  });

  test('beside a baseline a finding is new or unchanged', () => {
    const verdict = verdictWith(2);
    const [known, ...findings] = verdict.findings;
    if (known === undefined) throw new Error('no finding');
    const run = runOf(renderSarif({ ...verdict, findings, known: [known] }, CONTEXT));
    expect(run.results.map(({ baselineState }: { baselineState: string }) => baselineState)).toEqual([
      'new',
      'unchanged',
    ]);
  });

  test('a finding in no file still has a place', () => {
    const verdict = verdictWith(1);
    const findings = verdict.findings.map((finding) => ({ ...finding, location: null, related: [] }));
    const [result] = runOf(renderSarif({ ...verdict, findings }, CONTEXT)).results;
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe('realtime-guard.yml');
  });

  test('what is more than GitHub shows is said', () => {
    const run = runOf(renderSarif(verdictWith(5_003), CONTEXT));
    expect(run.results).toHaveLength(5_000);
    expect(JSON.stringify(run.invocations)).toContain('3 findings are not in this file');
  });

  test('no name makes it invalid', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        const [result] = runOf(renderSarif(verdictSaying(name), { ...CONTEXT, key: name })).results;
        expect(result.partialFingerprints['realtimeGuard/v1']).toBe(JSON.parse(JSON.stringify(name)));
      }),
      { numRuns: 300 },
    );
  });
});

test('no result has more related lines than GitHub takes', () => {
  const verdict = verdictWith(1);
  const findings = verdict.findings.map((finding) => ({
    ...finding,
    related: Array.from({ length: 150 }, (_, index) => ({
      ...{ file: 'src/a.ts', line: index + 1, column: 1 },
      label: 'subscribed here',
    })),
  }));
  const [result] = runOf(renderSarif({ ...verdict, findings }, CONTEXT)).results;
  expect(result.relatedLocations).toHaveLength(100);
});
