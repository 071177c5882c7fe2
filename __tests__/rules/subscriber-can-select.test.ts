import { expect, test } from '@jest/globals';
import type { Rights, RowPolicy } from '../../src/model/row-security.js';
import rule from '../../src/rules/subscriber-can-select.js';
import { facts, found, subscription, table } from '../support/builders.js';

const READ: RowPolicy = {
  name: 'read',
  isPermissive: true,
  command: 'select',
  roles: ['authenticated'],
  using: 'true',
};

function rights(changes: Partial<Rights>): readonly Rights[] {
  return ['anon', 'authenticated'].map((role) => ({
    role,
    schemaUsage: true,
    selectsAll: true,
    columns: [],
    ...changes,
  }));
}

function judge(changes: Parameters<typeof table>[1], event: '*' | 'DELETE' = '*') {
  return found(rule, facts([table('public.a', changes)], [subscription('public.a', { event })]));
}

test('one role that may read is enough', () => {
  expect(judge({ policies: [READ] })).toEqual([]);
});

test('no policy lets anyone read', () => {
  expect(judge({ policies: [] })).toEqual([
    {
      subject: 'public.a',
      message: 'table public.a is subscribed to but anon and authenticated may not read its rows',
      detail:
        'row level security is on and no policy lets anon and authenticated SELECT: INSERT and UPDATE are dropped without an error',
      hint: 'Create a policy for SELECT in a migration, for the role that subscribes.',
      fix: [],
      location: null,
      confidence: 'live',
      related: [{ file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' }],
    },
  ]);
});

test.each([
  ['for another command', { ...READ, command: 'insert' }],
  ['that only restricts', { ...READ, isPermissive: false }],
  ['that is false', { ...READ, using: 'false' }],
  ['for another role', { ...READ, roles: ['service_role'] }],
] as const)('a policy %s lets nobody read', (_what, policy) => {
  expect(judge({ policies: [policy] })).toHaveLength(1);
});

test.each([
  ['ALL', { ...READ, command: 'all' }],
  ['everyone', { ...READ, roles: ['public'] }],
] as const)('a policy for %s counts', (_what, policy) => {
  expect(judge({ policies: [policy] })).toEqual([]);
});

test('a policy beside it that keeps everything back', () => {
  expect(judge({ policies: [READ, { ...READ, isPermissive: false, using: 'false' }] })).toHaveLength(1);
  expect(judge({ policies: [READ, { ...READ, isPermissive: false }] })).toEqual([]);
});

test('a DELETE is sent whatever the policies say', () => {
  expect(judge({ policies: [] }, 'DELETE')).toEqual([]);
});

test('without row level security no policy is asked for', () => {
  expect(judge({ policies: [], rowSecurity: false })).toEqual([]);
});

test('no right to the table, or to a column of the key', () => {
  const none = judge({ rights: rights({ selectsAll: false }) });
  expect(none[0]?.detail).toContain('"Error 401: Unauthorized"');
  const key = { columns: ['a', 'b'], deferrable: false };
  expect(judge({ primaryKey: key, rights: rights({ selectsAll: false, columns: ['a'] }) })).toHaveLength(1);
  expect(judge({ primaryKey: key, rights: rights({ selectsAll: false, columns: ['a', 'b'] }) })).toEqual([]);
});

test('no right to a table without a key', () => {
  expect(judge({ primaryKey: null, rights: rights({ selectsAll: false }) })).toHaveLength(1);
});

test('no USAGE of the schema', () => {
  const withPolicies = judge({ rights: rights({ schemaUsage: false }) });
  expect(withPolicies[0]?.detail).toContain('lost for every subscriber of the project');
  const without = judge({ rights: rights({ schemaUsage: false }), rowSecurity: false });
  expect(without[0]?.detail).toContain('Realtime sends the rows all the same');
});

test('a role that bypasses row level security needs no policy', () => {
  const roles = [{ name: 'anon', exists: true, bypassesRowSecurity: true }];
  const given = facts([table('public.a', { policies: [] })], [subscription('public.a')], { roles });
  expect(found(rule, given)).toEqual([]);
});

test('a role that does not exist is told, where another does', () => {
  const role = (name: string, exists: boolean) => ({ name, exists, bypassesRowSecurity: false });
  const given = (...roles: readonly ReturnType<typeof role>[]) =>
    facts([table('public.a')], [subscription('public.a')], { roles });
  expect(found(rule, given(role('anon', true), role('reader', false)))).toMatchObject([
    { subject: 'role reader', message: 'role reader of the roles option does not exist' },
  ]);
  expect(rule.check(given(role('anon', false))).status).toBe('not-applicable');
});

test('what nobody subscribes to is not judged', () => {
  const given = facts([table('public.a', { policies: [] }), table('public.b')], [subscription('public.b')]);
  expect(found(rule, given)).toEqual([]);
  expect(rule.check(facts([table('public.a', { policies: [] })])).status).toBe('not-applicable');
});

test('a subscription that was given as a flag, which has no line, counts', () => {
  const given = facts([table('public.a', { policies: [] })], [subscription('public.a', { location: null })]);
  expect(found(rule, given)).toMatchObject([{ subject: 'public.a', related: [] }]);
});
