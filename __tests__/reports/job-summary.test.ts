import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/model/outcome.js';
import type { Verdict } from '../../src/model/verdict.js';
import { renderJobSummary } from '../../src/reports/job-summary.js';
import { runRules } from '../../src/rules/run-rules.js';
import { judge } from '../../src/verdict/judge.js';
import { facts, line, publication, subscription, table, unknownFacts } from '../support/builders.js';
import { timeOf, verdictOn } from '../support/many-findings.js';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const links = { server: 'https://github.com', repository: 'octo/app', commit: COMMIT };
const summaryOf = (verdict: Verdict): string => renderJobSummary(verdict, { links, summaryUrl: null });
const withoutLinks = (verdict: Verdict): string => renderJobSummary(verdict, { links: null, summaryUrl: null });
const verdictOf = (...given: Parameters<typeof facts>): Verdict => {
  const all = facts(...given);
  return judge(all, runRules(all, {}), 'error');
};
const headingOf = (verdict: Verdict): string => summaryOf(verdict).split('\n')[0] ?? '';

/** What stands before the first fold. */
const openPart = (summary: string): string => summary.slice(0, summary.indexOf('<details>'));

describe('the heading says what breaks', () => {
  const broken = { relreplident: 'd' } as const;

  test.each([
    ['one table', verdictOf([table('public.a', broken)]), '## ❌ 1 table would lose changes: `public.a`'],
    ['many tables', verdictOn(20), '## ❌ 20 tables would lose changes'],
    ['nothing', verdictOf([table('public.a')], [subscription('public.a')]), '## ✅ Realtime is set up'],
    [
      'two kinds of harm',
      verdictOf(
        [table('public.a', broken), table('public.b')],
        [subscription('public.a'), subscription('public.b', { filter: 'id' })],
      ),
      '## ❌ 1 table would lose changes and 1 subscription would not work as written: `public.a`, `public.b where id`',
    ],
    [
      'no publication',
      verdictOf([], [], { publication: { exists: false, name: 'supabase_realtime', otherPublications: [] } }),
      '## ❌ No changes would arrive at all: `supabase_realtime`',
    ],
    [
      'a warning',
      verdictOf([table('public.a', { rowSecurity: false, policies: [] })], [subscription('public.a')]),
      '## ✅ Realtime is set up, with 1 warning',
    ],
    ['no answer', judge(unknownFacts('away'), [], 'error'), '## ⚠️ Realtime could not be checked'],
  ])('%s', (_, verdict, heading) => {
    expect(headingOf(verdict)).toBe(heading);
  });

  test('errors that fail nothing are told all the same', () => {
    const given = facts([table('public.a', broken)]);
    expect(headingOf(judge(given, runRules(given, {}), 'never'))).toBe('## ⚠️ 1 table would lose changes: `public.a`');
  });

  test('a reason that holds names is below it', () => {
    expect(summaryOf(judge(unknownFacts('host db.example.com is away'), [], 'error'))).toContain(
      '\n\nhost `db.example.com` is away\n\n',
    );
  });
});

describe('the table of tables', () => {
  test('marks the cells that findings are about, and says who subscribes and where', () => {
    const at = { file: 'src/chat/use-a.ts', line: 12, column: 3 };
    const verdict = verdictOf(
      [
        table('public.ok'),
        table('public.a', { relreplident: 'd' }),
        table('public.b', { published: false }),
        table('public.c', { primaryKey: null }),
        table('public.open', { rowSecurity: false, policies: [] }),
      ],
      [
        subscription('public.a', { event: 'DELETE', location: at }),
        subscription('public.a', { event: 'INSERT', location: { ...at, line: 20 } }),
        subscription('public.b', { location: null }),
        subscription('public.gone', { event: 'UPDATE' }),
      ],
    );
    expect(
      summaryOf(verdict)
        .split('\n')
        .filter((row) => row.startsWith('|')),
    ).toEqual([
      '| Table | Published | Replica identity | Primary key | Subscribed by | Where |',
      '| --- | --- | --- | --- | --- | --- |',
      `| \`public.gone\` | ❌&nbsp;**does not exist** | – | – | UPDATE | [\`src/app.ts:7\`](https://github.com/octo/app/blob/${COMMIT}/src/app.ts#L7) |`,
      `| \`public.a\` | yes | ❌&nbsp;**DEFAULT** | \`id\` | DELETE, INSERT | [\`chat/use-a.ts:12\`](https://github.com/octo/app/blob/${COMMIT}/src/chat/use-a.ts#L12) and 1 more |`,
      '| `public.b` | ❌&nbsp;**no** | FULL | `id` | all events | – |',
      '| `public.c` | yes | FULL | ❌&nbsp;**none** | – | – |',
      '| ⚠️&nbsp;`public.open` | yes | FULL | `id` | – | – |',
      '| `public.ok` | yes | FULL | `id` | – | – |',
    ]);
  });

  test('folds the many tables that nothing is wrong with', () => {
    expect(summaryOf(verdictOn(41, 1))).toContain('<summary>40 other tables</summary>');
    expect(summaryOf(verdictOn(4, 1))).not.toContain('other tables');
    expect(openPart(summaryOf(verdictOn(40, 0)))).not.toContain('|');
  });
});

describe('the findings', () => {
  test('are at their line in exactly this commit, with the fix and how to apply it', () => {
    const summary = summaryOf(verdictOn(1));
    expect(summary).toContain(
      `- **table \`public.t0\` has REPLICA IDENTITY DEFAULT, not FULL**<br>[\`migrations/1_a.sql:1\`](https://github.com/octo/app/blob/${COMMIT}/supabase/migrations/1_a.sql#L1) · subscribed here [\`feature/use-t0.ts:1\`](https://github.com/octo/app/blob/${COMMIT}/src/feature/use-t0.ts#L1)\n`,
    );
    expect(summary).toContain('\n\n👉 Set REPLICA IDENTITY FULL in a migration, or exempt');
    expect(summary).toMatch(/<details open>\n<summary><b>The fix<\/b>, .* safe to run twice<\/summary>\n\n```sql\n/);
    expect(summary).toContain('`supabase migration new realtime_guard`');
    expect(summary).toContain('realtime-guard explain replica-identity-full');
  });

  test('have their whole path where the source cannot be looked at', () => {
    expect(withoutLinks(verdictOn(1))).toContain('subscribed here `src/feature/use-t0.ts:1`');
    const outside = { file: '../shared/app.ts', line: 7, column: 1 };
    const verdict = verdictOf(
      [table('public.a', { relreplident: 'd' })],
      [subscription('public.a', { location: outside })],
    );
    expect(summaryOf(verdict)).toContain('subscribed here `../shared/app.ts:7`');
    expect(summaryOf(verdict)).not.toContain('https:');
  });

  test('of which there are many open with a few of each rule', () => {
    const open = openPart(summaryOf(verdictOn(500)).replace(/<details>\n<summary>485 other[\s\S]*?<\/details>/, ''));
    expect(open.match(/^- /gm)).toHaveLength(5);
    expect(summaryOf(verdictOn(500))).toContain('… and 200 more: the JSON report (`json-file`) has them all');
    expect(summaryOf(verdictOn(500))).toContain('`replica-identity-full`** · 500 errors\n');
  });

  test.each([
    [10, 10],
    [11, 5],
  ])('of %d, %d stand open, so that the fix is in sight', (count, open) => {
    const summary = summaryOf(verdictOn(count));
    const [breaks = ''] = summary.slice(summary.indexOf('### What breaks')).split(/<details|👉/);
    expect(breaks.match(/^- /gm)).toHaveLength(open);
  });

  test('that are only worth knowing are folded below the fix', () => {
    const given = facts(
      [table('public.a', { relreplident: 'd', policies: [{ ...POLICY, using: 'owner = auth.uid()' }] })],
      [subscription('public.a', { event: 'DELETE' })],
    );
    const summary = summaryOf(judge(given, runRules(given, {}), 'error'));
    expect(summary).toContain('<summary>ℹ️ 1 notice: worth knowing, it fails nothing</summary>');
    expect(summary.indexOf('The fix')).toBeLessThan(summary.indexOf('1 notice:'));
  });

  const POLICY = { name: 'own', isPermissive: true, command: 'select', roles: ['public'] } as const;
});

describe('the baseline', () => {
  const verdict = verdictOn(3);
  const [first, second] = verdict.findings as readonly [Finding, Finding];

  test('known findings are folded, and gone ones named', () => {
    const summary = summaryOf({ ...verdict, conclusion: 'success', findings: [], known: [first], gone: [second] });
    expect(summary).toContain('<summary>1 known finding of the baseline, which fails nothing</summary>');
    expect(summary).toContain('<summary>🎉 1 finding of the baseline is gone</summary>');
    expect(summary).toContain('- table `public.t1` has REPLICA IDENTITY DEFAULT, not FULL (`replica-identity-full`)');
    expect(summary).toContain('`realtime-guard baseline`');
    expect(openPart(summary)).toContain('## ✅ Realtime is set up\n');
    expect(openPart(summary)).not.toContain('REPLICA IDENTITY');
  });
});

describe('what was not checked', () => {
  const noted = (...limits: readonly string[]): string => summaryOf({ ...verdictOn(1, 0), limits });

  test('is open when it is short', () => {
    expect(noted('src/big.ts is too large')).toContain('**Please note**\n\n- `src/big.ts` is too large');
  });

  test('is folded when it is long', () => {
    expect(noted('one', 'two', 'three', 'four')).toContain('<summary>4 notes on what was not checked</summary>');
  });

  test('names rules that could not tell', () => {
    const unknown = { ruleId: 'server-ready', status: 'unknown', reason: 'nobody may look' } as const;
    expect(summaryOf({ ...verdictOn(1), results: [unknown] })).toContain(
      '`server-ready` could not tell: nobody may look',
    );
  });
});

describe('the diagram', () => {
  test('leads from the line that subscribes through the publication to the table', () => {
    const summary = summaryOf(verdictOn(2));
    expect(summary).toContain(
      '  s0["feature/use-t0.ts:1"] -->|"DELETE"| p\n  p --> t0["public.t0<br>REPLICA IDENTITY DEFAULT"]:::guilty',
    );
    expect(summary.indexOf('The fix')).toBeLessThan(summary.indexOf('```mermaid'));
  });

  test('shows where the way is cut', () => {
    const verdict = verdictOf([table('public.a', { published: false })], [subscription('public.a')]);
    expect(summaryOf(verdict)).toContain('  p -.-x t0["public.a<br>published: no"]:::guilty');
  });

  test.each([
    ['of nothing', verdictOn(3, 0)],
    ['of too many tables', verdictOn(7)],
    ['of tables that nobody subscribes to', verdictOf([table('public.a', { relreplident: 'd' })])],
    [
      'of names that fit no box',
      verdictOf([table(`public.${'a'.repeat(60)}`, { relreplident: 'd' })], [subscription(`public.${'a'.repeat(60)}`)]),
    ],
  ])('is not drawn %s', (_, verdict) => {
    expect(summaryOf(verdict)).not.toContain('mermaid');
  });

  test('leaves nothing of a name that Mermaid could read', () => {
    const name = 'a"];click p "javascript:1"`#quot;<b>%%{';
    const given = facts([table('public.x', { name, relreplident: 'd' })], [subscription('public.x', { table: name })], {
      publication: publication(),
    });
    const summary = summaryOf(judge(given, runRules(given, {}), 'error'));
    const [, labels] = /flowchart LR\n([\s\S]*?)classDef/.exec(summary) ?? [];
    expect(labels?.match(/"[^"\n]*"/g)).toHaveLength(4);
    expect(labels?.replace(/<br>|#\d+;/g, '')).not.toMatch(/[<`#;&{}]|%%/);
  });
});

describe('the ceiling', () => {
  test('of 10,000 findings with the longest names stays below 900 KiB', () => {
    const wide = Array.from({ length: 10_000 }, (_, index) =>
      table('x.y', {
        relreplident: 'd',
        schema: '*'.repeat(63),
        name: `${'漢'.repeat(57)}${index}`,
        publishedAt: line(3),
      }),
    );
    const summary = summaryOf(verdictOf(wide));
    expect(Buffer.byteLength(summary)).toBeLessThan(900 * 1024);
    expect(summary).toContain('**10,000 errors**');
    expect(summary).toMatch(/… and 9,\d{3} more: the JSON report/);
    expect(summary).toContain('**The fix** is a migration too long to show here: `realtime-guard fix` prints it');
  });

  test('is kept by what no name should be, and the verdict is left', () => {
    const file = `src/${'漢'.repeat(120_000)}.ts`;
    const verdict = verdictOf(
      [table('public.a', { relreplident: 'd' })],
      [subscription('public.a', { location: { file, line: 1, column: 1 } })],
    );
    const summary = summaryOf(verdict);
    expect(Buffer.byteLength(summary)).toBeLessThan(900 * 1024);
    expect(summary).toMatch(/^## ❌ 1 table would lose changes: `public\.a`\n/);
    expect(summary).toContain('… and 1 more: the JSON report');
  });

  test.each([
    ['2,000 findings', verdictOn(2_000)],
    ['10,000 tables', verdictOn(10_000, 0)],
  ])('%s take less than a second', (_, verdict) => {
    expect(timeOf(() => summaryOf(verdict))).toBeLessThan(1_000);
  });
});
