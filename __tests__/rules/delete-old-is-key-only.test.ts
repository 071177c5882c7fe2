import { describe, expect, test } from '@jest/globals';
import type { Relation } from '../../src/model/facts.js';
import type { RowPolicy } from '../../src/model/row-security.js';
import rule from '../../src/rules/delete-old-is-key-only.js';
import { facts, found, publication, subscription, table } from '../support/builders.js';

const OPEN: RowPolicy = { name: 'all', isPermissive: true, command: 'select', roles: ['public'], using: 'true' };
const OWN: RowPolicy = { ...OPEN, name: 'own', using: '(auth.uid() = owner)' };

function judge(changes: Partial<Relation>) {
  return found(rule, facts([table('public.t', changes)], [subscription('public.t')]))[0];
}

test('FULL, where the policies hide rows', () => {
  expect(judge({ policies: [OWN] })).toEqual({
    subject: 'public.t',
    message: 'a DELETE of public.t is told to subscribers whom its policies hide the row from',
    detail:
      'row level security is never asked about a DELETE: everyone who subscribes gets it, with only id of the old row; and a filter on any column tells whether the hidden row held that value',
    hint: 'Delete such rows softly, by an UPDATE, which policies hold for, or see that the key tells a stranger nothing.',
    fix: [],
    location: null,
    related: [{ file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' }],
    confidence: 'live',
  });
});

test('FULL, where everybody sees every row: the old row is not whole', () => {
  const violation = judge({ policies: [OPEN] });
  expect(violation?.message).toBe(
    'a DELETE of public.t carries only id of the old row, though its REPLICA IDENTITY is FULL',
  );
  expect(violation?.hint).toBe(
    'Remove the row by its key in the callback, and keep what else is needed of it from before.',
  );
});

test('DEFAULT, where the policies hide rows: a filter tells nothing that is not sent', () => {
  expect(judge({ relreplident: 'd', policies: [OWN] })?.detail).toBe(
    'row level security is never asked about a DELETE: everyone who subscribes gets it, with only id of the old row',
  );
});

test('USING INDEX, where the policies hide rows: nothing is sent, and a filter tells all the same', () => {
  const index = { relreplident: 'i', identityIndex: 't_tag_key', identityIndexColumns: ['tag'] } as const;
  expect(judge({ ...index, policies: [OWN] })?.detail).toBe(
    'row level security is never asked about a DELETE: everyone who subscribes gets it, with nothing of the old row; and a filter on tag tells whether the hidden row held that value',
  );
});

describe('whose rows are hidden', () => {
  test.each([
    ['no policy', [], true],
    ['one for INSERT', [{ ...OPEN, command: 'insert' }], true],
    ['one for a role of two', [{ ...OPEN, roles: ['authenticated'] }], true],
    ['one for both', [{ ...OPEN, command: 'all', roles: ['anon', 'authenticated'] }], false],
    ['one that shows all beside one that does not', [OWN, OPEN], false],
    ['a restrictive one', [OPEN, { ...OWN, isPermissive: false }], true],
  ] as const)('%s', (_case, policies, isHidden) => {
    expect(judge({ relreplident: 'd', policies }) !== undefined).toBe(isHidden);
  });

  test('not from a role that row level security does not hold for, nor from one that is not there', () => {
    const roles = [
      { name: 'service_role', exists: true, bypassesRowSecurity: true },
      { name: 'nobody', exists: false, bypassesRowSecurity: false },
    ];
    const given = facts([table('public.t', { relreplident: 'd', policies: [] })], [subscription('public.t')], {
      roles,
    });
    expect(found(rule, given)).toEqual([]);
  });

  test('on a server without the roles, from anybody', () => {
    const roles = [{ name: 'anon', exists: false, bypassesRowSecurity: false }];
    const judgeWith = (policies: readonly RowPolicy[]) =>
      found(rule, facts([table('public.t', { relreplident: 'd', policies })], [subscription('public.t')], { roles }));
    expect(judgeWith([OWN])).toHaveLength(1);
    expect(judgeWith([OPEN])).toEqual([]);
  });
});

test.each([
  ['row level security is off', { rowSecurity: false }, '*'],
  ['nobody gets its DELETEs', {}, 'INSERT'],
  ['its DELETE is refused', { relreplident: 'n' }, '*'],
] as const)('a table is not judged where %s', (_case, changes, event) => {
  const given = facts([table('public.t', { policies: [OWN], ...changes })], [subscription('public.t', { event })]);
  expect(rule.check(given).status).toBe('not-applicable');
});

test('nor where the publication sends no DELETE', () => {
  const publishes = { insert: true, update: true, delete: false, truncate: true };
  const given = facts([table('public.t', { policies: [OWN] })], [subscription('public.t')], {
    publication: publication({ publishes }),
  });
  expect(rule.check(given).status).toBe('not-applicable');
});

test('who subscribes to a whole schema gets its DELETEs', () => {
  const given = facts([table('public.t', { policies: [OWN] })], [subscription('public.*')]);
  expect(found(rule, given).map(({ subject }) => subject)).toEqual(['public.t']);
});

test('a subscription that was given as a flag, which has no line, gets them too', () => {
  const given = facts([table('public.t', { policies: [] })], [subscription('public.t', { location: null })]);
  expect(found(rule, given)).toMatchObject([{ subject: 'public.t', related: [] }]);
});
