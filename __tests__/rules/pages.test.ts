import { afterAll, expect, test } from '@jest/globals';
import { RULE_IDS } from '../../src/model/rule-ids.js';
import { renderFixMigration } from '../../src/reports/fix-migration.js';
import { check } from '../support/check.js';
import { createTestDatabase, describeEachMajor, type TestDatabase } from '../support/databases.js';
import { type PageExample, readRulePage } from '../support/rule-pages.js';

const EXAMPLES = RULE_IDS.flatMap((id) => {
  const page = readRulePage(id);
  return [
    ...page.fails.map((example, index) => ({ id, example, what: `fails ${index + 1}` })),
    ...page.passes.map((example, index) => ({ id, example, what: `passes ${index + 1}` })),
  ];
});

/** The examples of the pages are run as they stand there, and the fix that is offered is applied. */
describeEachMajor('the rule pages', (major) => {
  const databases: TestDatabase[] = [];
  afterAll(async () => {
    for (const database of databases) await database.drop();
  });

  test.each(EXAMPLES)('$id: $what', async ({ id, example, what }) => {
    const database = await createTestDatabase(major, example.sql);
    databases.push(database);
    const verdict = await check(database.url, [], configOf(example));
    const messages = verdict.findings.filter(({ ruleId }) => ruleId === id).map(({ message }) => message);
    expect(messages).toEqual(example.messages);
    expect(messages.length > 0).toBe(what.startsWith('fails'));
    // A page shows one thing at a time: what passes passes every rule.
    if (what.startsWith('passes')) expect(verdict.conclusion).toBe('success');

    const migration = renderFixMigration(verdict);
    if (migration === null) return;
    const fixed = verdict.findings.filter(({ fix }) => fix.length > 0).map(({ fingerprint }) => fingerprint);
    const known = verdict.findings.map(({ fingerprint }) => fingerprint);
    await database.run(migration);
    await database.run(migration);
    const after = (await check(database.url, [], configOf(example))).findings.map(({ fingerprint }) => fingerprint);
    expect(after.filter((fingerprint) => fixed.includes(fingerprint))).toEqual([]);
    expect(after.filter((fingerprint) => !known.includes(fingerprint))).toEqual([]);
  });
});

function configOf({ config }: PageExample): Record<string, string> {
  return config === null ? {} : { 'realtime-guard.yml': config };
}
