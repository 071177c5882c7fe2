import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { RULE_IDS } from '../../src/model/rule-ids.js';
import { RULES } from '../../src/rules/index.js';
import { unknownFacts } from '../support/builders.js';
import { readRulePage, rulePageIds } from '../support/rule-pages.js';

/** Rules whose facts come from the config file, which is read or the run ends, or from the source. */
const NEED_NO_DATABASE: readonly string[] = [
  'exceptions-current',
  'database-supports-operators',
  ...RULE_IDS.filter((id) => RULES[id].about === 'source'),
];

describe.each(RULE_IDS)('%s', (id) => {
  test('is a file, a test and a page of that name', () => {
    expect(existsSync(`src/rules/${id}.ts`)).toBe(true);
    expect(existsSync(`__tests__/rules/${id}.test.ts`)).toBe(true);
    expect(rulePageIds()).toContain(id);
  });

  test('answers unknown, with the reason, when its facts are', () => {
    const outcome = RULES[id].check(unknownFacts('the database is away'));
    if (NEED_NO_DATABASE.includes(id)) expect(outcome.status).not.toBe('unknown');
    else expect(outcome).toEqual({ status: 'unknown', reason: 'the database is away' });
  });

  test('is explained: what, why, failing and passing examples, when to ignore it', () => {
    const page = readRulePage(id);
    expect(page.headings).toEqual(['What is checked', 'Why it matters', 'Fails', 'Passes', 'When to ignore it']);
    expect(page.title).toBe(id);
    expect(page.summary).toBe(`${RULES[id].title}.`);
    expect(page.fails.length).toBeGreaterThan(0);
    expect(page.passes.length).toBeGreaterThan(0);
  });
});

test('no page and no file is of a rule that does not exist', () => {
  const ids: readonly string[] = RULE_IDS;
  expect(rulePageIds().filter((id) => !ids.includes(id))).toEqual([]);
  const files = readdirSync('src/rules').map((file) => file.replace(/\.ts$/, ''));
  const others = [
    'index',
    'run-rules',
    'mentions',
    'publish-fix',
    'full-needs',
    'full-wanted',
    'say-needs',
    'subscribed-relations',
    'tables-of',
    'source-findings',
    'judge-hazards',
    'judge-settings',
    'judge-slots',
    'client-effects',
    'parameter-problem',
    'parameter-values',
    'shape-problems',
    'event-problems',
    'filter-problems',
    'select-problems',
    'filter-index-size',
    'filter-operators',
    'compared-otherwise',
    'unfound-keys',
    'filtered-tables',
    'judge-filter',
    'pglz-size',
    'identity-columns',
    'failing-writes',
    'write-hints',
    'write-words',
    'wanted-events',
    'publish-events-fix',
    'hides-rows',
    'wal-cost',
    'long-matches',
    'like-names',
    'relation-kinds',
    'why-unreadable',
  ];
  expect(files.filter((file) => !ids.includes(file) && !others.includes(file))).toEqual([]);
});
