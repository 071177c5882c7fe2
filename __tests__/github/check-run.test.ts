import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { publishCheckRun } from '../../src/github/check-run.js';
import { DeliveryError } from '../../src/github/refusal.js';
import { type CheckRun, toCheckRun } from '../../src/reports/check-run.js';
import { hostileName } from '../support/hostile-names.js';
import { recordingClient } from '../support/recording-client.js';
import { HEALTHY, UNDETERMINED, verdictSaying, verdictWith } from '../support/verdicts.js';

const CONTEXT = { changes: null, key: '', links: null, summaryUrl: null };
const bytes = (text: string): number => Buffer.byteLength(text);

/** What GitHub refuses a check run for. */
function expectTaken({ title, summary, annotations }: CheckRun): void {
  expect(title.length).toBeLessThan(255);
  expect(bytes(summary)).toBeLessThanOrEqual(65_535);
  for (const annotation of annotations) {
    expect(bytes(annotation.message)).toBeLessThanOrEqual(65_536);
    expect(annotation.title.length).toBeLessThanOrEqual(255);
    expect(annotation.start_line).toBeGreaterThan(0);
    expect(annotation.path).not.toMatch(/^\//);
  }
}

describe('a check run', () => {
  test('says what was found, at its lines', () => {
    expect(toCheckRun(verdictWith(1), CONTEXT)).toMatchObject({
      name: 'realtime-guard findings',
      conclusion: 'failure',
      title: '1 error',
      annotations: [{ path: 'supabase/migrations/1_a.sql', start_line: 1, end_line: 1, annotation_level: 'failure' }],
    });
    expect(toCheckRun(HEALTHY, CONTEXT)).toMatchObject({
      conclusion: 'success',
      title: 'no findings',
      annotations: [],
    });
  });

  test('fails when nothing could be told, as its job does', () => {
    expect(toCheckRun(UNDETERMINED, CONTEXT)).toMatchObject({ conclusion: 'failure', title: 'Could not determine' });
  });

  test('has a name for each key, and never that of a job', () => {
    expect(toCheckRun(HEALTHY, { ...CONTEXT, key: 'apps/web' }).name).toBe('realtime-guard findings (apps/web)');
  });

  test('of 2,000 findings is one that GitHub takes, and says what is missing', () => {
    const run = toCheckRun(verdictWith(2_000), CONTEXT);
    expectTaken(run);
    expect(run.annotations).toHaveLength(500);
    expect(run.title).toContain('1,500 annotations not shown');
  });

  test('that fits by its characters and not by its bytes is short', () => {
    const limits = Array.from({ length: 20 }, (_, index) => `${index} ${'漢漢漢漢 '.repeat(380)}`);
    const run = toCheckRun({ ...verdictWith(1), limits }, CONTEXT);
    expectTaken(run);
    expect(run.summary).toContain('does not fit into a comment');
  });

  test('is one that GitHub takes whatever the names', () => {
    fc.assert(
      fc.property(hostileName, fc.integer({ min: 1, max: 2_000 }), (name, times) => {
        expectTaken(toCheckRun(verdictSaying(`x${name.repeat(times)}`), { ...CONTEXT, key: name }));
      }),
      { numRuns: 100 },
    );
  });
});

test('it is complete with the first call, and its annotations come by fifty', async () => {
  const { client, asked } = recordingClient({}, () => ({ id: 12 }));
  await publishCheckRun(client, { ...CONTEXT, verdict: verdictWith(120), sha: 'a'.repeat(40) });
  const outputs = asked.map(({ parameters }) => parameters['output'] as { annotations: readonly unknown[] });
  expect(outputs.map(({ annotations }) => annotations.length)).toEqual([50, 50, 20]);
  expect(asked[0]?.parameters).toMatchObject({ status: 'completed', conclusion: 'failure', head_sha: 'a'.repeat(40) });
  expect(asked.slice(1).every(({ parameters }) => parameters['check_run_id'] === 12)).toBe(true);
});

test('annotations that GitHub refuses later are told, and those before them stand', async () => {
  const { client, asked } = recordingClient({}, ({ route }) => {
    if (route.startsWith('PATCH ')) throw new DeliveryError('GitHub has trouble of its own (502)', { status: 502 });
    return { id: 12 };
  });
  const request = { ...CONTEXT, verdict: verdictWith(120), sha: 'a'.repeat(40) };
  await expect(publishCheckRun(client, request)).rejects.toThrow('trouble of its own (502)');
  expect(asked).toHaveLength(2);
});

test('an answer that tells no number is no check run', async () => {
  const { client } = recordingClient({}, () => ({}));
  const request = { ...CONTEXT, verdict: HEALTHY, sha: 'a'.repeat(40) };
  await expect(publishCheckRun(client, request)).rejects.toThrow('came only in part');
});
