import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { servers } from '../support/databases.js';
import { expectRendered } from '../support/rendered.js';
import { scanApplications } from '../support/truth/ask-rules.js';
import { type Bench, openEmbeddedBench, openServerBench } from '../support/truth/benches.js';
import { type Compared, compareOn } from '../support/truth/compare.js';
import { rulesFor } from '../support/truth/explanations.js';
import { recordedCases } from '../support/truth/recorded.js';
import { summarise } from '../support/truth/summarise.js';

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
  ['embedded', openEmbeddedBench],
];

describe.each(BENCHES)('what the engine did and what the rules say: %s', (name, open) => {
  let bench: Bench;
  let compared: readonly Compared[] = [];
  beforeAll(async () => {
    bench = await open();
    compared = await compareOn(bench, CASES, APPLICATIONS);
  });
  afterAll(() => bench.close());

  test('no trouble without a finding that tells of it', () => {
    const missed = compared.flatMap(({ given, misses }) =>
      misses.map((miss) => `${given.id}: ${miss}, which ${rulesFor(miss)} should tell`),
    );
    expect(missed).toEqual([]);
  });

  test('no error where the engine does as the application expects', () => {
    const wrong = compared.flatMap(({ given, falseAlarms }) =>
      falseAlarms.map(({ ruleId, message }) => `${given.id}: ${ruleId}: ${message}`),
    );
    expect(wrong).toEqual([]);
  });

  test('docs/truth.md is made of these figures', () => {
    const file = `truth-${name.toLowerCase().replace(' ', '-')}.json`;
    expectRendered(file, `${JSON.stringify(summarise(compared), null, 2)}\n`);
  });
});
