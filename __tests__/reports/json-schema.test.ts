import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import type { Verdict } from '../../src/model/verdict.js';
import { toJsonV1 } from '../../src/reports/json-v1.js';
import { HEALTHY, UNDETERMINED, verdictSaying, verdictWith } from '../support/verdicts.js';

const schema = JSON.parse(readFileSync('schema/report-v1.schema.json', 'utf8'));

/** The published schema leaves room for more fields; for the report of this version there is none beside what it names. */
function withoutRoom(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutRoom);
  if (typeof part !== 'object' || part === null) return part;
  const inside = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withoutRoom(value)]));
  return 'properties' in part ? { ...inside, additionalProperties: false } : inside;
}

const isReport = new Ajv({ strict: false, allErrors: true }).compile(schema);
const isWhole = new Ajv({ strict: false, allErrors: true }).compile(withoutRoom(schema) as object);

const accepted = (verdict: Verdict): Verdict => ({
  ...verdict,
  findings: [],
  known: verdict.findings,
  gone: [{ ruleId: 'x', severity: 'error', subject: 'public.x', message: 'x', fingerprint: 'x:public.x' }],
});

const REPORTS: readonly (readonly [string, unknown])[] = [
  ['nothing found', toJsonV1(HEALTHY)],
  ['not determined', toJsonV1(UNDETERMINED)],
  ['findings', toJsonV1(verdictWith(3))],
  ['findings that the baseline accepts', toJsonV1(accepted(verdictWith(2)))],
  ['odd names', toJsonV1(verdictSaying('a"\n<b>\u0000'))],
  ['a real database', JSON.parse(readFileSync('__tests__/rendered/birth-story.json', 'utf8'))],
  ['replayed migrations', JSON.parse(readFileSync('__tests__/rendered/shadow.json', 'utf8'))],
];

describe('the schema of the JSON report', () => {
  test.each(REPORTS)('holds for %s, field by field', (_what, report) => {
    isWhole(report);
    expect(isWhole.errors ?? []).toEqual([]);
  });

  test('is no schema of everything', () => {
    const report = toJsonV1(verdictWith(1));
    expect(isReport({ ...report, version: 2 })).toBe(false);
    expect(isReport({ ...report, findings: [{ ...report.findings[0], severity: 'fatal' }] })).toBe(false);
    expect(isReport({ ...report, limits: undefined })).toBe(false);
  });

  test('lets a later release add a field', () => {
    expect(isReport({ ...toJsonV1(HEALTHY), later: true })).toBe(true);
  });
});
