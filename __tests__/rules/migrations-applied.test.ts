import { expect, test } from '@jest/globals';
import rule from '../../src/rules/migrations-applied.js';
import { facts, table, unknownFacts } from '../support/builders.js';

const HEALTHY = facts([table('public.messages')]);

test('a database that has had them', () => {
  const applied = { compared: true, files: 3, missing: [] } as const;
  expect(rule.check({ ...HEALTHY, applied })).toEqual({ status: 'checked', subjects: 3, found: [] });
});

test('a database that lacks one is not judged: its catalogue is unknown, and so is this', () => {
  const stale = {
    ...unknownFacts('it lacks one'),
    applied: { compared: true, files: 3, missing: ['1_a.sql'] },
  } as const;
  expect(rule.check(stale)).toEqual({ status: 'unknown', reason: 'it lacks one' });
});

test('a database that keeps no account, and one that the migrations were replayed in', () => {
  const applied = { compared: false, reason: 'why' } as const;
  expect(rule.check({ ...HEALTHY, applied })).toEqual({ status: 'not-applicable', reason: 'why' });
  expect(rule.check({ ...HEALTHY, applied: null }).status).toBe('not-applicable');
});
