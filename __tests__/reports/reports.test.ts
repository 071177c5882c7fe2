import { describe, expect, test } from '@jest/globals';
import type { Facts, Relation } from '../../src/model/facts.js';
import type { Verdict } from '../../src/model/verdict.js';
import { toAnnotations } from '../../src/reports/annotations.js';
import { renderFixMigration } from '../../src/reports/fix-migration.js';
import { renderJobSummary } from '../../src/reports/job-summary.js';
import { toJsonV1 } from '../../src/reports/json-v1.js';
import { PLAIN } from '../../src/reports/paint.js';
import { toTableRows } from '../../src/reports/table-rows.js';
import { renderText } from '../../src/reports/text.js';
import { wrap } from '../../src/reports/text-layout.js';
import { runRules } from '../../src/rules/run-rules.js';
import { judge } from '../../src/verdict/judge.js';
import { column, facts, source, subscription, table, unknownFacts, unresolved } from '../support/builders.js';

const verdictOf = (given: Facts): Verdict => judge(given, runRules(given, {}), 'error');
const manyTables = (count: number, changes: Partial<Relation> = {}): readonly Relation[] =>
  Array.from({ length: count }, (_, index) => table(`public.t${index}`, { relreplident: 'd', ...changes }));

describe('annotations', () => {
  test('one for each finding, with what to do and the fix, at the subscribing line', () => {
    const given = facts([table('public.a', { relreplident: 'd' })], [subscription('public.a')]);
    expect(toAnnotations(verdictOf(given))).toEqual([
      {
        severity: 'error',
        title: 'replica-identity-full',
        message: expect.stringMatching(
          /^table public\.a has [\s\S]*\nFix:\nset lock_timeout = '5s';\nalter table public\.a replica identity full;\nreset lock_timeout;$/,
        ),
        location: expect.objectContaining({ file: 'src/app.ts', line: 7, column: 3 }),
      },
    ]);
  });

  test.each([
    [9, 9, null],
    [10, 10, '1 more finding: see the job summary'],
    [11, 10, '2 more findings: see the job summary'],
    [500, 10, '491 more findings: see the job summary'],
  ])('%d findings make %d annotations', (findings, annotations, more) => {
    const shown = toAnnotations(verdictOf(facts(manyTables(findings))));
    expect(shown).toHaveLength(annotations);
    if (more !== null) expect(shown.at(-1)?.message).toBe(more);
  });

  test('the places of a finding are told beside its own, but no more than a few', () => {
    const subscriptions = Array.from({ length: 8 }, (_, index) =>
      subscription('public.a', { location: { file: 'src/app.ts', line: index + 1, column: 1 } }),
    );
    const at = { file: 'supabase/migrations/1_a.sql', line: 3, column: 1 };
    const verdict = verdictOf(facts([table('public.a', { relreplident: 'd', publishedAt: at })], subscriptions));
    const [annotation] = toAnnotations(verdict);
    expect(annotation?.location).toEqual(at);
    expect(annotation?.message.match(/subscribed here: src\/app\.ts:\d/g)).toHaveLength(5);
    expect(annotation?.message).toContain('… and 3 more: the JSON report has them all');
    expect(renderText(verdict, PLAIN)).toContain('… and 3 more: the JSON report has them all');
    expect(renderJobSummary(verdict, { links: null, summaryUrl: null })).toContain(
      '… and 3 more: the JSON report (`json-file`) has them all',
    );
  });

  test('one that stands at a subscribing line names the other lines', () => {
    const subscriptions = [1, 2].map((line) =>
      subscription('public.a', { location: { file: 'src/app.ts', line, column: 1 } }),
    );
    const [annotation] = toAnnotations(verdictOf(facts([table('public.a', { relreplident: 'd' })], subscriptions)));
    expect(annotation?.location?.line).toBe(1);
    expect(annotation?.message.match(/subscribed here: .*/g)).toEqual(['subscribed here: src/app.ts:2']);
  });

  test('an undetermined run is one error with the reason', () => {
    expect(toAnnotations(verdictOf(unknownFacts('the database is away')))).toEqual([
      {
        severity: 'error',
        title: 'realtime-guard could not determine',
        message: 'the database is away',
        location: null,
      },
    ]);
  });

  test('no title holds anything but our own words', () => {
    for (const { title } of toAnnotations(verdictOf(facts(manyTables(20))))) expect(title).toMatch(/^[a-z -]+$/);
  });
});

describe('JSON, version 1', () => {
  test('has every field of the contract, also when nothing could be read', () => {
    const fields = [
      'version',
      'conclusion',
      'publication',
      'databases',
      'subscriptions',
      'tables',
      'rules',
      'findings',
      'limits',
    ];
    expect(Object.keys(toJsonV1(verdictOf(facts([]))))).toEqual(expect.arrayContaining(fields));
    expect(toJsonV1(verdictOf(unknownFacts('away')))).toMatchObject({
      version: 1,
      conclusion: 'undetermined',
      reason: 'away',
      publication: { name: 'supabase_realtime', exists: null },
      databases: [],
      tables: [],
      findings: [],
      limits: ['away'],
    });
  });
});

describe('subscriptions in JSON', () => {
  const via = [{ file: 'src/chat.ts', line: 12, column: 5 }];
  const given: Facts = {
    ...facts(
      [table('public.a', { columns: [column('id', 'uuid')] })],
      [subscription('public.a', { via, sdk: 'supabase-js', filter: 'id=eq.{}' })],
    ),
    source: source({
      subscriptions: [subscription('public.b', { role: 'test' }), subscription('public.a')],
      unresolved: [unresolved({ via })],
    }),
  };

  test('are those that are judged, those of tests, and those that could not be read', () => {
    expect(toJsonV1(verdictOf(given)).subscriptions).toEqual([
      {
        schema: 'public',
        table: 'a',
        event: '*',
        filter: 'id=eq.{}',
        file: 'src/app.ts',
        line: 7,
        column: 3,
        sdk: 'supabase-js',
        via,
        unresolved: null,
        role: 'app',
        deadWrapper: null,
      },
      expect.objectContaining({ table: 'b', role: 'test', unresolved: null }),
      {
        schema: null,
        table: null,
        event: null,
        filter: null,
        file: 'src/hook.ts',
        line: 9,
        column: 5,
        sdk: 'supabase-js',
        via,
        unresolved: 'table is a parameter of useRealtime, which is called with a value from a request',
        role: 'app',
        deadWrapper: null,
      },
    ]);
  });

  test('what could not be read is counted in the summary line', () => {
    expect(renderText(verdictOf(given), PLAIN, 200)).toMatch(
      /1 table and 1 subscription checked by \d+ rules; 1 subscription could not be read\n$/,
    );
  });
});

describe('the terminal', () => {
  test('an undetermined run is one sentence', () => {
    expect(renderText(verdictOf(unknownFacts('the database is away')), PLAIN)).toBe(
      'realtime-guard  publication supabase_realtime on database not reached\n\n? undetermined: the database is away\n',
    );
  });

  test('10,000 findings stay readable, and what is left out is said', () => {
    const text = renderText(verdictOf(facts(manyTables(10_000))), PLAIN);
    expect(text.split('\n').length).toBeLessThan(1_000);
    expect(text).toContain('… and 9,960 more: the JSON report has them all');
    expect(text).toContain('… and 9,900 more: the JSON report has them all');
    expect(text).toContain('run realtime-guard fix, or give fix-file');
    expect(text.trimEnd().split('\n').at(-1)).toBe(
      '✖ failure: 10,000 errors; 10,000 tables and 0 subscriptions checked by 11 rules',
    );
  });

  test('lines are as wide as asked, words stay whole', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('incomprehensibilities', 7)).toEqual(['incomprehensibilities']);
  });

  test('paints only what it is given to paint with', () => {
    const paint = { ...PLAIN, red: (text: string) => `<red>${text}</red>` };
    expect(renderText(verdictOf(facts(manyTables(1))), paint)).toContain('<red>error  </red>');
  });
});

test('the table says which events are asked for, also with every other table', () => {
  const given = facts(
    [table('public.a'), table('public.b'), table('public.c', { published: false }), table('app.d')],
    [subscription('public.a', { event: 'INSERT' }), subscription('public.*', { event: 'DELETE' })],
  );
  const rows = toTableRows(verdictOf(given), 10).rows.map(({ name, subscribed }) => [name, subscribed.text]);
  expect(rows).toEqual([
    ['public.a', 'INSERT, DELETE'],
    ['public.b', 'DELETE'],
    ['public.c', '–'],
    ['app.d', '–'],
  ]);
});

describe('the fix migration', () => {
  test('is none where nothing can be fixed by SQL alone', () => {
    expect(renderFixMigration(verdictOf(facts([table('public.a', { primaryKey: null })])))).toBeNull();
  });

  test('publishes all missing tables in one statement', () => {
    const missing = ['public.a', 'public.b', 'public.c'];
    const given = facts(
      missing.map((one) => table(one, { published: false })),
      missing.map((one) => subscription(one)),
    );
    const migration = renderFixMigration(verdictOf(given)) ?? '';
    expect(migration).toContain('-- alter publication supabase_realtime add table public.a, public.b, public.c;');
    expect(migration.match(/execute format\('alter publication/g)).toHaveLength(1);
  });
});
