import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderGitLab } from '../../src/reports/gitlab.js';
import { hostileName } from '../support/hostile-names.js';
import { HEALTHY, UNDETERMINED, verdictSaying, verdictWith } from '../support/verdicts.js';

test('a finding as GitLab reads it', () => {
  expect(JSON.parse(renderGitLab(verdictWith(1)))).toEqual([
    {
      description: expect.stringMatching(/^table public\.t0 has REPLICA IDENTITY DEFAULT, not FULL\. Set /),
      check_name: 'replica-identity-full',
      fingerprint: 'replica-identity-full:public.t0',
      severity: 'critical',
      location: { path: 'supabase/migrations/1_a.sql', lines: { begin: 1 } },
    },
  ]);
});

test('nothing found is an empty list, and a run that could not tell is none', () => {
  expect(JSON.parse(renderGitLab(HEALTHY))).toEqual([]);
  expect(JSON.parse(renderGitLab(UNDETERMINED))).toMatchObject([{ severity: 'blocker', check_name: 'undetermined' }]);
});

test('every fingerprint is one finding’s alone', () => {
  const entries: readonly { fingerprint: string }[] = JSON.parse(renderGitLab(verdictWith(2_000)));
  expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(2_000);
});

test('no name makes it invalid', () => {
  fc.assert(fc.property(hostileName, (name) => JSON.parse(renderGitLab(verdictSaying(name))).length === 1));
});

test('a finding without a line of its own stands at the first line that has to do with it', () => {
  const verdict = verdictWith(1);
  const findings = verdict.findings.map((finding) => ({ ...finding, location: null }));
  expect(JSON.parse(renderGitLab({ ...verdict, findings }))).toMatchObject([{ location: { path: 'src/t0.ts' } }]);
});
