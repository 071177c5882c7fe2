import { describe, expect, test } from '@jest/globals';
import type { Relation } from '../../src/model/facts.js';
import type { TableStatistics } from '../../src/model/statistics.js';
import rule from '../../src/rules/full-identity-affordable.js';
import { sayBytes, walCost } from '../../src/rules/wal-cost.js';
import { facts, subscription, table } from '../support/builders.js';

/** 500 rows with a text of 20 KB, as it was measured. */
const LONG: TableStatistics = {
  rows: 500,
  tableBytes: 32_768,
  toastBytes: 500 * 20_560,
  averageRowBytes: 26,
  updates: 1_000,
  deletes: 0,
};

function judge(statistics: Partial<TableStatistics>, changes: Partial<Relation> = {}, replicaIdentityFull = true) {
  const relation = table('public.t', { statistics: { ...LONG, ...statistics }, ...changes });
  const outcome = rule.check(facts([relation], [subscription('public.t')], {}, { replicaIdentityFull }));
  return outcome.status === 'checked' ? outcome.found[0] : undefined;
}

test('long values', () => {
  expect(judge({})).toEqual({
    subject: 'public.t',
    message:
      'an UPDATE of table public.t writes about 21 kB of WAL under REPLICA IDENTITY FULL, some 90 times what it does under DEFAULT',
    detail:
      'the old row is logged with its long values: about 21 MB for the 1,000 UPDATEs and DELETEs that were counted; and Realtime\'s limit of 1 MiB an event counts the old and the new row, so that from about 500 kB a row arrives cut, with "Error 413: Payload Too Large" (an average one has 21 kB)',
    hint: 'If nobody reads the old row, set REPLICA IDENTITY DEFAULT and name the table under tables in the config file, with that reason.',
    fix: [],
    location: null,
    related: [{ file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' }],
    confidence: 'live',
  });
});

test('a table that should become FULL is told of before', () => {
  const violation = judge({}, { relreplident: 'd' });
  expect(violation?.message).toContain('would write about 21 kB');
  expect(violation?.hint).toContain('leave it as it is and name the table');
  expect(judge({}, { relreplident: 'd' }, false)).toBeUndefined();
});

test.each([
  ['rows without long values', { toastBytes: 0, averageRowBytes: 1_500 }],
  ['a TOAST table with a few pages of many rows', { rows: 2, toastBytes: 16_384 }],
  ['inserts alone', { updates: 0, deletes: 0 }],
  ['long values in one row of a hundred', { rows: 50_000, toastBytes: 500 * 20_560 }],
  ['no rows', { rows: 0 }],
  ['a table that was never counted', { rows: -1 }],
] as const)('nothing with %s', (_case, statistics) => {
  expect(judge(statistics)).toBeUndefined();
});

test('without statistics there is nothing to judge', () => {
  expect(rule.check(facts([table('public.t')])).status).toBe('not-applicable');
});

describe('the formula', () => {
  test.each([
    ['a narrow row', { averageRowBytes: 17, toastBytes: 0 }, 229, 253],
    ['twenty columns', { averageRowBytes: 664, toastBytes: 0 }, 879, 1_561],
    ['20 KB out of line', {}, 234, 20_798],
    ['20 KB of json that compresses to 270 bytes', { averageRowBytes: 270, toastBytes: 0 }, 475, 755],
  ] as const)('%s is told within a tenth of what was measured', (_case, changes, underDefault, underFull) => {
    const cost = walCost({ ...LONG, ...changes });
    expect(Math.abs((cost?.underDefault ?? 0) / underDefault - 1)).toBeLessThan(0.1);
    expect(Math.abs((cost?.underFull ?? 0) / underFull - 1)).toBeLessThan(0.1);
  });

  test('takes a single row for one', () => {
    expect(walCost({ ...LONG, rows: 1 })?.row).toBeGreaterThan(LONG.toastBytes);
  });

  test('takes the size of the table where there is no average', () => {
    expect(walCost({ ...LONG, averageRowBytes: null, tableBytes: 50_000, toastBytes: 0 })?.row).toBe(100);
  });
});

test.each([
  [0, '0 bytes'],
  [749, '750 bytes'],
  [999, '1 kB'],
  [20_798, '21 kB'],
  [1_249_000, '1.2 MB'],
  [3_000_000_000_000, '3,000 GB'],
] as const)('%s bytes are %s', (bytes, said) => {
  expect(sayBytes(bytes)).toBe(said);
});
