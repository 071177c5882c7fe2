import { expect, test } from '@jest/globals';
import rule from '../../src/rules/published-table-has-rls.js';
import { facts, found, line, name, table } from '../support/builders.js';

const READS = { role: 'anon', schemaUsage: true, selectsAll: true, columns: [] };

test('a published table without it that a client may read', () => {
  const open = table('public.a', { rowSecurity: false, publishedAt: line(5) });
  expect(found(rule, facts([open]))).toMatchObject([
    {
      subject: 'public.a',
      message: 'table public.a is published without row level security, and anon and authenticated may read it',
      detail:
        'everyone with a key of the project can subscribe and is sent every change of every row, with the whole old row under REPLICA IDENTITY FULL',
      location: line(5),
    },
  ]);
});

test('row level security, or nobody who may read', () => {
  expect(found(rule, facts([table('public.a')]))).toEqual([]);
  const closed = [{ ...READS, selectsAll: false }];
  expect(found(rule, facts([table('public.a', { rowSecurity: false, rights: closed })]))).toEqual([]);
});

test('a schema that a role may not use keeps nothing back from Realtime', () => {
  const rights = [{ ...READS, schemaUsage: false }];
  expect(found(rule, facts([table('app.a', { rowSecurity: false, relreplident: 'd', rights })]))).toMatchObject([
    {
      message: 'table app.a is published without row level security, and anon may read it',
      detail:
        'everyone with a key of the project can subscribe and is sent every change of every row; that they may not use schema app does not keep Realtime from it',
    },
  ]);
  const one = [READS, { ...READS, role: 'authenticated', schemaUsage: false }];
  expect(found(rule, facts([table('app.a', { rowSecurity: false, rights: one })]))[0]?.detail).not.toContain('schema');
});

test('a leaf below a table that has it, or sent through its root, is not its matter', () => {
  const leaf = { rowSecurity: false, partitionRoot: name('public.a') };
  expect(found(rule, facts([table('public.a_1', { ...leaf, rowSecurityAbove: name('public.a') })]))).toEqual([]);
  const through = table('public.a_1', { ...leaf, published: false, publishedThrough: name('public.a') });
  expect(rule.check(facts([through])).status).toBe('not-applicable');
});

test('a role that no policy would hold for is not told', () => {
  const roles = [{ name: 'anon', exists: true, bypassesRowSecurity: true }];
  expect(found(rule, facts([table('public.a', { rowSecurity: false })], [], { roles }))).toEqual([]);
});

test('a column is enough', () => {
  const rights = [{ ...READS, selectsAll: false, columns: ['id'] }];
  expect(found(rule, facts([table('public.a', { rowSecurity: false, rights })]))[0]?.message).toMatch(
    /and anon may read it$/,
  );
});

test('what is not sent is not judged', () => {
  expect(rule.check(facts([table('public.a', { rowSecurity: false, published: false })])).status).toBe(
    'not-applicable',
  );
});
