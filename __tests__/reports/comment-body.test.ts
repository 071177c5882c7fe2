import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Verdict } from '../../src/model/verdict.js';
import { renderComment } from '../../src/reports/comment-body.js';
import { renderJobSummary } from '../../src/reports/job-summary.js';
import { hostileName } from '../support/hostile-names.js';
import { timeOf, verdictOn } from '../support/many-findings.js';

const links = { server: 'https://github.com', repository: 'octo/app', commit: '0'.repeat(40) };
const summaryUrl = 'https://github.com/octo/app/actions/runs/7';
const commentOf = (verdict: Verdict): string => renderComment(verdict, { links, summaryUrl });

describe('the comment', () => {
  test('is the job summary with a link to it, as long as there is room', () => {
    const verdict = verdictOn(3);
    const summary = renderJobSummary(verdict, { links, summaryUrl: null });
    expect(commentOf(verdict)).toBe(summary.replace('</sub>', ` · [job summary](${summaryUrl})</sub>`));
  });

  test('says that all is well, and where to see more', () => {
    expect(commentOf(verdictOn(1, 0))).toMatch(/^## ✅ Realtime is set up\n/);
    expect(commentOf(verdictOn(1, 0))).toMatch(new RegExp(`<sub>\\[job summary\\]\\(${summaryUrl}\\)</sub>\n$`));
  });

  test.each([1, 20, 500, 2_000])('%d findings stay below 60,000 characters and what is cut is said', (findings) => {
    const comment = commentOf(verdictOn(findings));
    expect(comment.length).toBeLessThanOrEqual(60_000);
    expect(comment).toContain(`**${findings.toLocaleString('en')} error`);
    expect(comment.includes(`see the [job summary](${summaryUrl}), and the JSON report`)).toBe(findings > 20);
  });

  test('of 2,000 findings takes less than a second', () => {
    const verdict = verdictOn(2_000);
    expect(timeOf(() => commentOf(verdict))).toBeLessThan(1_000);
  });

  test('keeps its ceiling whatever is written in it', () => {
    const text = fc.tuple(hostileName, fc.integer({ min: 1, max: 2_000 })).map(([name, times]) => name.repeat(times));
    const [finding] = verdictOn(1).findings;
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (texts) => {
        const [message = '', detail = '', hint = '', label = ''] = texts;
        const place = { file: message.slice(0, 4_096), line: 1, column: 1, label };
        const findings = Array.from({ length: 30 }, (_, index) => ({
          ...finding,
          ruleId: 'migrations-replay' as const,
          severity: 'error' as const,
          subject: `${index}${message}`,
          message,
          detail,
          hint: `${index}${hint}`,
          fix: [],
          location: place,
          related: [place, place, place],
          fingerprint: String(index),
          databases: [],
        }));
        const comment = commentOf({ ...verdictOn(1), findings, known: findings, limits: texts });
        expect(comment.length).toBeLessThanOrEqual(60_000);
        expect(comment.startsWith('## ')).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
