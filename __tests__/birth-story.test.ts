import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { guard } from '../src/guard.js';
import { optionsFromCli, readCommandLine } from '../src/inputs/from-cli.js';
import type { Verdict } from '../src/model/verdict.js';
import { renderFixMigration } from '../src/reports/fix-migration.js';
import { renderJobSummary } from '../src/reports/job-summary.js';
import { renderJson } from '../src/reports/json-v1.js';
import { PLAIN } from '../src/reports/paint.js';
import { renderText } from '../src/reports/text.js';
import { createTestDatabase, describeEachMajor, type TestDatabase } from './support/databases.js';
import { type Example, exampleFolder, exampleMigrations } from './support/examples.js';
import { expectRendered, ON_GITHUB } from './support/rendered.js';

/** The database alone; shadow.test.ts has the migrations. */
async function checkExample(url: string, example: Example): Promise<Verdict> {
  const line = readCommandLine(['check', '--shadow', 'off', '--cwd', exampleFolder(example)]);
  return await guard(await optionsFromCli(line, { REALTIME_GUARD_DATABASE_URL: url }, '.'));
}

/** The server's minor version is of no interest to a committed report. */
const withoutMinor = (text: string): string => text.replace(/PostgreSQL \d+\.\d+/g, 'PostgreSQL 17');

describeEachMajor('the birth story', (major) => {
  let broken: TestDatabase;
  let healthy: TestDatabase;
  let clicked: TestDatabase;

  beforeAll(async () => {
    broken = await createTestDatabase(major, exampleMigrations('broken'));
    healthy = await createTestDatabase(major, exampleMigrations('healthy'));
    clicked = await createTestDatabase(major, exampleMigrations('broken'));
  });

  afterAll(async () => {
    for (const database of [broken, healthy, clicked]) await database.drop();
  });

  test('is told by the broken project: exactly two tables are not FULL', async () => {
    const verdict = await checkExample(broken.url, 'broken');
    expect(verdict.conclusion).toBe('failure');
    expect(verdict.findings.map(({ ruleId, severity, subject }) => [ruleId, severity, subject])).toEqual([
      ['replica-identity-full', 'error', 'public.camp_conversas'],
      ['replica-identity-full', 'error', 'public.main_crm'],
      ['delete-old-is-key-only', 'notice', 'public.camp_conversas'],
      ['delete-old-is-key-only', 'notice', 'public.main_crm'],
    ]);
    expect(verdict.findings[0]?.related).toEqual([
      {
        file: 'examples/crm-realtime/broken/src/realtime/conversas.ts',
        line: 20,
        column: 19,
        label: 'subscribed here',
      },
    ]);
    expectRendered('birth-story.txt', withoutMinor(renderText(verdict, PLAIN)));
    expectRendered('birth-story.json', withoutMinor(renderJson(verdict)));
    expectRendered('birth-story.summary.md', withoutMinor(renderJobSummary(verdict, ON_GITHUB)));
    expectRendered('birth-story.fix.sql', renderFixMigration(verdict) ?? '');
  });

  test('has nothing but notices in the healthy project', async () => {
    const verdict = await checkExample(healthy.url, 'healthy');
    expect(verdict.conclusion).toBe('success');
    expect(verdict.findings.map(({ ruleId, severity, subject }) => [ruleId, severity, subject])).toEqual([
      ['delete-old-is-key-only', 'notice', 'public.camp_conversas'],
      ['delete-old-is-key-only', 'notice', 'public.main_crm'],
    ]);
    expectRendered('healthy.txt', withoutMinor(renderText(verdict, PLAIN)));
    expectRendered('healthy.summary.md', withoutMinor(renderJobSummary(verdict, ON_GITHUB)));
  });

  test('ends well after the fix, also when it is applied twice', async () => {
    const fix = renderFixMigration(await checkExample(broken.url, 'broken')) ?? '';
    await broken.run(fix);
    expect((await checkExample(broken.url, 'broken')).conclusion).toBe('success');
    await broken.run(fix);
    expect((await checkExample(broken.url, 'broken')).conclusion).toBe('success');
  });

  test('ends well where somebody clicked part of the fix first', async () => {
    await clicked.run('alter publication supabase_realtime drop table camp_conversas, camp_mensagens');
    const verdict = await checkExample(clicked.url, 'broken');
    expect(verdict.findings.map(({ ruleId }) => ruleId)).toEqual([
      'subscribed-table-published',
      'subscribed-table-published',
      'replica-identity-full',
      'delete-old-is-key-only',
    ]);
    const fix = renderFixMigration(verdict) ?? '';
    expectRendered('clicked.fix.sql', fix);
    await clicked.run(
      'alter publication supabase_realtime add table camp_conversas; alter table main_crm replica identity full;',
    );
    await clicked.run(fix);
    expect((await checkExample(clicked.url, 'broken')).conclusion).toBe('success');
  });
});

test('broken and healthy differ by one migration, the fix', () => {
  const folder = mkdtempSync(join(tmpdir(), 'realtime-guard-examples-'));
  try {
    for (const example of ['broken', 'healthy'] as const)
      cpSync(exampleFolder(example), join(folder, example), { recursive: true });
    const files = (example: Example): readonly string[] =>
      readdirSync(join(folder, example), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.\w+$/.test(file))
        .sort();
    const extra = files('healthy').filter((file) => !files('broken').includes(file));
    expect(files('broken').filter((file) => !files('healthy').includes(file))).toEqual([]);
    expect(extra).toHaveLength(1);
    for (const file of files('broken')) {
      expect(readFileSync(join(folder, 'healthy', file), 'utf8')).toBe(
        readFileSync(join(folder, 'broken', file), 'utf8'),
      );
    }
    expect(readFileSync(join(folder, 'healthy', extra[0] ?? ''), 'utf8')).toContain(
      readFileSync('__tests__/rendered/birth-story.fix.sql', 'utf8').trim(),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
