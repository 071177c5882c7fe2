import { describe, expect, test } from '@jest/globals';
import type { ChangedLines } from '../../src/model/changed-lines.js';
import { toSuggestions } from '../../src/reports/suggestions.js';
import { facts, table } from '../support/builders.js';
import { verdictOf, verdictWith } from '../support/verdicts.js';

const FILE = 'supabase/migrations/1_a.sql';
const added = (...texts: readonly string[]): ChangedLines =>
  new Map([[FILE, [{ first: 1, last: texts.length, texts }]]]);
/** Tables that are published at these lines, none of them FULL. */
const publishedAt = (...lines: readonly number[]) =>
  verdictOf(
    facts(
      lines.map((line, index) =>
        table(`public.${'abc'[index]}`, { relreplident: 'd', publishedAt: { file: FILE, line, column: 1 } }),
      ),
    ),
  );

describe('a suggestion', () => {
  test('is the line that publishes, followed by what is missing', () => {
    const line = 'alter publication supabase_realtime add table public.a;';
    const [suggestion, ...others] = toSuggestions(publishedAt(1), added(line));
    expect(others).toEqual([]);
    expect(suggestion).toMatchObject({ path: FILE, line: 1 });
    expect(suggestion?.body).toContain(
      `\`\`\`suggestion\n${line}\nalter table public.a replica identity full;\n\`\`\``,
    );
    expect(suggestion?.body).toMatch(/<!-- realtime-guard-suggestion:\S+ -->$/);
  });

  test('comes after the whole statement, once for all its tables', () => {
    const changes = added('alter publication supabase_realtime', '  add table public.a,', '  public.b;');
    const suggestions = toSuggestions(publishedAt(2, 3), changes);
    expect(suggestions).toHaveLength(1);
    expect(suggestions[0]?.line).toBe(3);
    expect(suggestions[0]?.body).toContain(
      '  public.b;\nalter table public.a replica identity full;\nalter table public.b replica identity full;\n',
    );
  });

  test.each([
    ['a line that the pull request leaves alone', publishedAt(2), added('alter publication x add table public.a;')],
    ['a statement that ends elsewhere', publishedAt(1), added('alter publication x add table public.a,')],
    ['a semicolon that may be in a comment', publishedAt(1), added('add table public.a -- all;')],
    ['a semicolon that may be in a text', publishedAt(1), added("execute 'add table public.a;")],
    ['a semicolon that may be in a function', publishedAt(1), added('do $$ begin add table public.a;')],
  ])('is not made for %s', (_what, verdict, changes) => {
    expect(toSuggestions(verdict, changes)).toEqual([]);
  });

  test('is not made where more is to be mended than the identity', () => {
    const verdict = publishedAt(1);
    const findings = verdict.findings.map((finding) => ({
      ...finding,
      fix: [...finding.fix, { kind: 'create-publication', publication: 'x' } as const],
    }));
    const changes = added('alter publication x add table public.a;');
    expect(toSuggestions(verdict, changes)).toHaveLength(1);
    expect(toSuggestions({ ...verdict, findings }, changes)).toEqual([]);
  });

  test('is one of at most twenty', () => {
    const texts = Array.from({ length: 25 }, (_, index) => `alter publication x add table public.t${index};`);
    expect(toSuggestions(verdictWith(25), added(...texts))).toHaveLength(20);
  });

  test('is not made of a fix that was withdrawn', () => {
    const verdict = { ...publishedAt(1), isFixWithdrawn: true };
    expect(toSuggestions(verdict, added('alter publication x add table public.a;'))).toEqual([]);
  });

  test('holds a line with backticks whole', () => {
    const line = 'alter publication x add table public."a```b";';
    expect(toSuggestions(publishedAt(1), added(line))[0]?.body).toContain(`\`\`\`\`suggestion\n${line}\n`);
  });
});
