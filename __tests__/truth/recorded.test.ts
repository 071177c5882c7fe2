import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { servers } from '../support/databases.js';
import { scanApplications } from '../support/truth/ask-rules.js';
import { type Bench, openEmbeddedBench, openServerBench } from '../support/truth/benches.js';
import { type Compared, compareOn } from '../support/truth/compare.js';
import { rulesFor } from '../support/truth/explanations.js';
import { recordedCases } from '../support/truth/recorded.js';

const CASES = recordedCases();
const APPLICATIONS = scanApplications(CASES.flatMap(({ asked }) => asked ?? []));

test('every measured case is here', () => {
  expect(CASES.length).toBe(937);
  expect(new Set(CASES.map(({ id }) => id)).size).toBe(937);
});

const BENCHES: readonly (readonly [string, () => Promise<Bench>])[] = [
  ...servers()
    .filter(({ major }) => major === 15 || major === 17)
    .map(({ major }) => [`PostgreSQL ${major}`, () => openServerBench(major)] as const),
  ['the embedded database', openEmbeddedBench],
];

describe.each(BENCHES)('what the engine did and what the rules say, on %s', (name, open) => {
  let bench: Bench;
  let compared: readonly Compared[] = [];
  beforeAll(async () => {
    bench = await open();
    compared = await compareOn(bench, CASES, APPLICATIONS);
    if (process.env['TRUTH_OUT']) {
      const out = compared.map(({ given, judged, misses, falseAlarms, findings, unknown }) => ({
        id: given.id,
        group: given.group,
        judged,
        misses,
        should: misses.map(rulesFor),
        falseAlarms: falseAlarms.map(({ ruleId, message }) => `${ruleId}: ${message}`),
        findings: findings.map(({ ruleId, severity, message }) => `${severity} ${ruleId}: ${message}`),
        unknown,
      }));
      writeFileSync(`${process.env['TRUTH_OUT']}/${name.replace(/ /g, '-')}.json`, JSON.stringify(out));
    }
  });
  afterAll(() => bench.close());

  test('no trouble without a finding that tells of it', () => {
    const missed = compared.flatMap(({ given, misses }) => misses.map((miss) => `${given.id}: ${miss}`));
    expect(missed).toEqual([]);
  });

  test('no error where the engine does as the application expects', () => {
    const wrong = compared.flatMap(({ given, falseAlarms }) =>
      falseAlarms.map(({ message }) => `${given.id}: ${message}`),
    );
    expect(wrong).toEqual([]);
  });
});
