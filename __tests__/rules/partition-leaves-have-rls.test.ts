import { expect, test } from '@jest/globals';
import rule from '../../src/rules/partition-leaves-have-rls.js';
import { facts, found, line, name, publication, subscription, table } from '../support/builders.js';

const BELOW = { rowSecurityAbove: name('public.events'), partitionRoot: name('public.events') };

test('a published partition without it', () => {
  const leaf = table('public.events_1', { ...BELOW, rowSecurity: false, createdAt: line(2) });
  expect(found(rule, facts([leaf], [subscription('public.*')]))).toMatchObject([
    {
      subject: 'public.events_1',
      message: 'partition public.events_1 has no row level security, though public.events has',
      location: line(2),
      related: [{ file: 'src/app.ts', line: 7 }],
    },
  ]);
});

test('one that has it', () => {
  expect(found(rule, facts([table('public.events_1', BELOW)]))).toEqual([]);
});

test('what is not sent under its own name leaks nothing', () => {
  const through = { publishedThrough: name('public.events'), published: false };
  const leaf = table('public.events_1', { ...BELOW, ...through, rowSecurity: false });
  expect(rule.check(facts([leaf])).status).toBe('not-applicable');
});

test('nor does a publication of DELETEs alone, which no policy is asked about', () => {
  const publishes = { insert: false, update: false, delete: true, truncate: true };
  const leaf = table('public.events_1', { ...BELOW, rowSecurity: false });
  expect(rule.check(facts([leaf], [], { publication: publication({ publishes }) })).status).toBe('not-applicable');
});

test('a plain table is not its matter', () => {
  expect(rule.check(facts([table('public.a', { rowSecurity: false })])).status).toBe('not-applicable');
});
