import { describe, expect, test } from '@jest/globals';
import type { BaselineEntry } from '../../src/model/baseline.js';
import type { Facts } from '../../src/model/facts.js';
import type { Verdict } from '../../src/model/verdict.js';
import { renderBaseline } from '../../src/reports/baseline-file.js';
import { renderFixMigration } from '../../src/reports/fix-migration.js';
import { facts, publication, subscription, table, unknownFacts } from '../support/builders.js';
import { verdictOf } from '../support/verdicts.js';

const broken = (...names: readonly string[]): Facts =>
  facts(
    names.map((name) => table(name, { relreplident: 'd' })),
    names.map((name) => subscription(name, { event: 'INSERT' })),
  );
/** The same, beside what a project accepted of other facts. */
const accepting = (given: Facts, accepted: Facts): Verdict =>
  verdictOf({ ...given, baseline: entriesOf(verdictOf(accepted)) });
const entriesOf = (verdict: Verdict): readonly BaselineEntry[] => JSON.parse(renderBaseline(verdict)).findings;

describe('what the baseline accepts', () => {
  test('fails nothing, counts nowhere, and is said to be there', () => {
    const verdict = accepting(broken('public.a', 'public.b'), broken('public.a', 'public.b'));
    expect(verdict).toMatchObject({ conclusion: 'success', reason: null, findings: [], gone: [] });
    expect(verdict.counts).toEqual({ error: 0, warning: 0, notice: 0 });
    expect(verdict.known.map(({ subject }) => subject)).toEqual(['public.a', 'public.b']);
    expect(verdict.limits).toContain('2 findings of the baseline are still there');
    expect(renderFixMigration(verdict)).toBeNull();
  });

  test('lets what is new fail', () => {
    const verdict = accepting(broken('public.a', 'public.b'), broken('public.a'));
    expect(verdict.conclusion).toBe('failure');
    expect(verdict.findings.map(({ subject }) => subject)).toEqual(['public.b']);
    expect(renderFixMigration(verdict)).not.toContain('public.a');
  });

  test('does not hide what a known finding would explain', () => {
    const without = publication();
    const missing = (...names: readonly string[]): Facts => ({
      ...facts(
        [],
        names.map((name) => subscription(name)),
        { publication: without },
      ),
    });
    const before = verdictOf(missing('public.a'));
    expect(before.findings.length).toBeGreaterThan(0);
    const verdict = accepting(missing('public.a', 'public.b'), missing('public.a'));
    expect(verdict.findings.map(({ subject }) => subject)).toEqual(['public.b']);
  });

  test('brings out nothing that was explained when it was written', () => {
    const story = facts(
      [table('public.a', { relreplident: 'd' })],
      [subscription('public.a', { event: 'DELETE', filter: 'room_id=eq.1' })],
    );
    const [finding] = verdictOf(story).findings;
    expect(finding?.explains?.length).toBeGreaterThan(0);
    expect(accepting(story, story).findings).toEqual([]);
  });

  test('accepts nothing that has become more severe', () => {
    const entries = entriesOf(verdictOf(broken('public.a'))).map((entry) => ({
      ...entry,
      severity: 'notice' as const,
    }));
    const verdict = verdictOf({ ...broken('public.a'), baseline: entries });
    expect(verdict.conclusion).toBe('failure');
    expect(verdict.known).toEqual([]);
    expect(verdict.gone).toEqual([]);
  });
});

describe('what is gone of the baseline', () => {
  test('is named, so that the file can shrink', () => {
    const verdict = accepting(facts([table('public.a')], []), broken('public.a'));
    expect(verdict.gone.map(({ fingerprint }) => fingerprint)).toEqual(['replica-identity-full:public.a']);
    expect(verdict.limits.join('\n')).toContain(
      '1 finding of the baseline is gone (replica-identity-full of public.a): write it anew with realtime-guard baseline',
    );
  });

  test('is told by nobody who did not look', () => {
    const away = { ...unknownFacts('the database is away'), baseline: entriesOf(verdictOf(broken('public.a'))) };
    expect(verdictOf(away)).toMatchObject({ conclusion: 'undetermined', gone: [], known: [] });
  });

  test('is named as far as a line goes', () => {
    const names = Array.from({ length: 8 }, (_, index) => `public.t${index}`);
    const verdict = accepting(facts([table('public.z')], []), broken(...names));
    expect(verdict.limits.find((limit) => limit.includes('gone'))).toMatch(
      /^8 findings of the baseline are gone \(.*, 3 more\)/,
    );
  });
});

describe('the file', () => {
  test('has a line a finding, in an order of its own', () => {
    const text = renderBaseline(verdictOf(broken('public.b', 'public.a')));
    expect(
      text
        .split('\n')
        .slice(3, 5)
        .map((line) => JSON.parse(line.replace(/,$/, '')).subject),
    ).toEqual(['public.a', 'public.b']);
    expect(renderBaseline(verdictOf(broken('public.a', 'public.b')))).toBe(text);
  });

  test('of nothing is one that can be read', () => {
    expect(JSON.parse(renderBaseline({ findings: [], known: [] }))).toEqual({ version: 1, findings: [] });
  });

  test('keeps what was accepted before and is still there', () => {
    const verdict = accepting(broken('public.a', 'public.b'), broken('public.a'));
    expect(entriesOf(verdict).map(({ subject }) => subject)).toEqual(['public.a', 'public.b']);
  });
});
