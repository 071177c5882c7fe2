import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ChangedLines } from '../../src/model/changed-lines.js';
import { toAnnotations } from '../../src/reports/annotations.js';
import { hostileName } from '../support/hostile-names.js';
import { UNDETERMINED, verdictSaying, verdictWith } from '../support/verdicts.js';

const lines = (file: string, first: number, last = first): ChangedLines =>
  new Map([[file, [{ first, last, texts: [] }]]]);

describe('annotations on what a pull request changes', () => {
  test('one stands at its subscribing line when that is new, and names its own', () => {
    const [annotation] = toAnnotations(verdictWith(1), { changes: lines('src/t0.ts', 7), mode: 'all' });
    expect(annotation?.location).toMatchObject({ file: 'src/t0.ts', line: 7 });
    expect(annotation?.message).toContain('\nfound here: supabase/migrations/1_a.sql:1');
    expect(annotation?.message).not.toContain('subscribed here');
  });

  test('its own line goes first where both are new', () => {
    const changes: ChangedLines = new Map([...lines('src/t0.ts', 7), ...lines('supabase/migrations/1_a.sql', 1)]);
    const [annotation] = toAnnotations(verdictWith(1), { changes, mode: 'all' });
    expect(annotation?.location?.file).toBe('supabase/migrations/1_a.sql');
  });

  test('what is on a changed line comes before what is not, and only that with `changed`', () => {
    const changes = lines('supabase/migrations/1_a.sql', 3, 4);
    const shown = (mode: 'all' | 'changed'): readonly (number | undefined)[] =>
      toAnnotations(verdictWith(5), { changes, mode }).map(({ location }) => location?.line);
    expect(shown('all')).toEqual([3, 4, 1, 2, 5]);
    expect(shown('changed')).toEqual([3, 4]);
  });

  test('an error elsewhere comes before a warning on a changed line', () => {
    const verdict = verdictWith(2);
    const [error, other] = verdict.findings;
    if (error === undefined || other === undefined) throw new Error('two findings were asked for');
    const findings = [{ ...other, severity: 'warning' as const }, error];
    const changes = lines('supabase/migrations/1_a.sql', 2);
    const shown = toAnnotations({ ...verdict, findings }, { changes, mode: 'all' });
    expect(shown.map(({ severity }) => severity)).toEqual(['error', 'warning']);
  });

  test('`changed` leaves out nothing where the lines are not known', () => {
    expect(toAnnotations(verdictWith(2), { changes: null, mode: 'changed' })).toHaveLength(2);
  });

  test('findings of one rule about one subject are one', () => {
    const verdict = verdictWith(1);
    const findings = verdict.findings.flatMap((finding) => [
      finding,
      { ...finding, message: 'the same once more', location: { file: 'b.sql', line: 2, column: 1 } },
    ]);
    const annotations = toAnnotations({ ...verdict, findings });
    expect(annotations).toHaveLength(1);
    expect(annotations[0]?.message).toContain('the same once more');
    expect(annotations[0]?.message).toContain('found here: b.sql:2');
  });

  test('a run that could not tell has one place less for findings', () => {
    const annotations = toAnnotations({ ...verdictWith(20), reason: UNDETERMINED.reason });
    expect(annotations).toHaveLength(10);
    expect(annotations.at(-1)?.message).toBe('12 more findings: see the job summary');
  });
});

describe('the text of an annotation', () => {
  test('fits into what the runner keeps, whole parts of it', () => {
    const verdict = verdictWith(1);
    const long = verdict.findings.map((finding) => ({ ...finding, detail: 'word '.repeat(745).trim() }));
    const [annotation] = toAnnotations({ ...verdict, findings: long });
    expect(annotation?.message.length).toBeLessThan(4_096);
    expect(annotation?.message).toMatch(/\nThe rest is in the job summary\.$/);
    expect(annotation?.message).not.toContain('Fix:');
  });

  test('does so whatever the names, with a title of our own words', () => {
    fc.assert(
      fc.property(hostileName, fc.integer({ min: 1, max: 3_000 }), (name, times) => {
        for (const { title, message } of toAnnotations(verdictSaying(name.repeat(times)))) {
          expect(message.length).toBeLessThan(4_096);
          expect(title).toBe('replica-identity-full');
        }
      }),
      { numRuns: 100 },
    );
  });
});
