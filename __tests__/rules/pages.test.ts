import { afterAll, describe, expect, test } from '@jest/globals';
import { everyFinding } from '../../src/model/explained.js';
import { RULE_IDS } from '../../src/model/rule-ids.js';
import type { Verdict } from '../../src/model/verdict.js';
import { renderFixMigration } from '../../src/reports/fix-migration.js';
import { runRules } from '../../src/rules/run-rules.js';
import { facts, table } from '../support/builders.js';
import { check } from '../support/check.js';
import { createTestDatabase, describeEachMajor, type TestDatabase } from '../support/databases.js';
import { type PageExample, readRulePage } from '../support/rule-pages.js';
import { scanText } from '../support/scan-text.js';

const EVERY_EXAMPLE = RULE_IDS.flatMap((id) => {
  const page = readRulePage(id);
  return [
    ...page.fails.map((example, index) => ({ id, example, what: `fails ${index + 1}` })),
    ...page.passes.map((example, index) => ({ id, example, what: `passes ${index + 1}` })),
  ];
});

const EXAMPLES = EVERY_EXAMPLE.filter(({ example }) => example.sources.length === 0);

/** The examples of the pages are run as they stand there, and the fix that is offered is applied. */
describeEachMajor('the rule pages', (major) => {
  const databases: TestDatabase[] = [];
  afterAll(async () => {
    for (const database of databases) await database.drop();
  });

  test.each(EXAMPLES.filter(({ example }) => example.database !== null))(
    '$id: $what',
    async ({ id, example, what }) => {
      const database = await createTestDatabase(major, example.database ?? '');
      databases.push(database);
      const look = (): Promise<Verdict> =>
        example.isBoth
          ? check(database.url, [], filesOf(example, example.migrations))
          : check(database.url, ['--shadow', 'off'], filesOf(example));
      const verdict = await look();
      expectFound(verdict, id, example, what);
      const migration = renderFixMigration(verdict);
      if (migration === null || example.isBoth) return;
      await database.run(migration);
      await database.run(migration);
      expectMended(verdict, await look());
    },
  );
});

describe('the rule pages as migrations', () => {
  test.each(EXAMPLES.filter(({ example }) => !example.isBoth))('$id: $what', async ({ id, example, what }) => {
    const look = (...migrations: readonly string[]): Promise<Verdict> =>
      check(undefined, ['--shadow', 'embedded'], filesOf(example, ...migrations));
    const verdict = await look(example.migrations);
    expectFound(verdict, id, example, what);
    const migration = renderFixMigration(verdict);
    if (migration !== null) expectMended(verdict, await look(example.migrations, migration, migration));
  });
});

/** Source is scanned, and judged beside a database in which all is well. */
describe('the rule pages as source', () => {
  test.each(EVERY_EXAMPLE.filter(({ example }) => example.sources.length > 0))(
    '$id: $what',
    ({ id, example, what }) => {
      const source = scanText(example.sources);
      const healthy = facts([table('public.messages'), table('public.rooms')], source.subscriptions);
      const findings = runRules({ ...healthy, source }, {}).flatMap((result) =>
        result.status === 'checked' ? result.findings : [],
      );
      expect(findings.filter(({ ruleId }) => ruleId === id).map(({ message }) => message)).toEqual(example.messages);
      expect(example.messages.length > 0).toBe(what.startsWith('fails'));
      // What is only worth knowing of a table may be said of any.
      const wrong = findings.filter(({ severity }) => severity !== 'notice');
      if (what.startsWith('passes')) expect(wrong).toEqual([]);
    },
  );
});

function expectFound(verdict: Verdict, id: string, example: PageExample, what: string): void {
  const messages = everyFinding(verdict.findings)
    .filter(({ ruleId }) => ruleId === id)
    .map(({ message }) => message);
  // A finding that another explains is told where that one stands.
  expect(messages.toSorted()).toEqual(example.messages.toSorted());
  if (example.undetermined !== null) {
    expect(verdict).toMatchObject({ conclusion: 'undetermined', reason: example.undetermined });
    expect(verdict.results.find(({ ruleId }) => ruleId === id)?.status).toBe('unknown');
  }
  expect(messages.length > 0 || example.undetermined !== null).toBe(what.startsWith('fails'));
  // A page shows one thing at a time: what passes passes every rule.
  if (what.startsWith('passes')) expect(verdict).toMatchObject({ conclusion: 'success', reason: null });
}

/** What had a fix is gone, and no error has come. */
function expectMended(before: Verdict, after: Verdict): void {
  const fixed = everyFinding(before.findings)
    .filter(({ fix }) => fix.length > 0)
    .map(({ fingerprint }) => fingerprint);
  const known = everyFinding(before.findings).map(({ fingerprint }) => fingerprint);
  const left = everyFinding(after.findings).map(({ fingerprint }) => fingerprint);
  const errors = everyFinding(after.findings)
    .filter(({ severity }) => severity === 'error')
    .map(({ fingerprint }) => fingerprint);
  expect(left.filter((fingerprint) => fixed.includes(fingerprint))).toEqual([]);
  expect(errors.filter((fingerprint) => !known.includes(fingerprint))).toEqual([]);
}

/** The page's config file, and each SQL text as a migration. */
function filesOf({ config }: PageExample, ...migrations: readonly string[]): Record<string, string> {
  const files = migrations.map((sql, index) => [`supabase/migrations/2025010100000${index}_page.sql`, sql]);
  return Object.fromEntries([...files, ...(config === null ? [] : [['realtime-guard.yml', config]])]);
}
