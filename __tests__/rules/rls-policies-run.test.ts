import { expect, test } from '@jest/globals';
import type { DelicateColumn } from '../../src/model/column.js';
import type { Facts } from '../../src/model/facts.js';
import type { PolicyFailure, PolicyProbe } from '../../src/model/policy-probe.js';
import rule from '../../src/rules/rls-policies-run.js';
import {
  facts,
  failed,
  found,
  history,
  name,
  policyProbe,
  publication,
  subscription,
  table,
} from '../support/builders.js';

const SUBSCRIBED = facts([table('public.messages')], [subscription('public.messages')]);

function failure(role: string, changes: Partial<PolicyFailure> = {}): PolicyFailure {
  const message = 'permission denied for table members';
  return { table: name('public.messages'), role, code: '42501', message, ...changes };
}
function given(probe: Partial<PolicyProbe>, of: Facts = SUBSCRIBED): Facts {
  return { ...of, policyProbe: { known: true, value: policyProbe(probe) } };
}
const BOTH = [failure('anon'), failure('authenticated')];

test('policies that run', () => {
  expect(rule.check(given({}))).toEqual({ status: 'checked', subjects: 1, found: [] });
});

test('a policy that fails for every role', () => {
  expect(found(rule, given({ failures: BOTH }))).toEqual([
    {
      subject: 'public.messages',
      message:
        'the policies of table public.messages cannot be evaluated for anon and authenticated: permission denied for table members',
      detail:
        'an INSERT or UPDATE that a subscriber of that role waits for stops Realtime: the batch of changes is lost for every subscriber of the project, and again at the next one; the application’s own reads of the table fail alike',
      hint: 'Grant the role what the policies read, or let them ask a SECURITY DEFINER function.',
      fix: [],
      location: null,
      confidence: 'live',
      related: [{ file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' }],
    },
  ]);
});

test('a subscription that the project declares counts without a place', () => {
  const declared = facts([table('public.messages')], [subscription('public.messages', { location: null })]);
  expect(found(rule, given({ failures: BOTH }, declared))[0]?.severity).toBeUndefined();
});

test('each role with its own error', () => {
  const other = failure('authenticated', {
    code: '42P17',
    message: 'infinite recursion detected in policy for relation "a"',
  });
  expect(found(rule, given({ failures: [failure('anon'), other] }))[0]).toMatchObject({
    message:
      'the policies of table public.messages cannot be evaluated for anon: permission denied for table members; for authenticated: infinite recursion detected in policy for relation "a"',
    hint: 'Let the policy ask a SECURITY DEFINER function in place of what leads back to it.',
  });
});

test('a recursion hidden in a function is one for everybody', () => {
  const changes = { code: '54001', message: 'stack depth limit exceeded' };
  const [violation] = found(rule, given({ failures: BOTH.map((one) => ({ ...one, ...changes })) }));
  expect(violation?.severity).toBeUndefined();
  expect(violation?.hint).toBe('Let the policy ask a SECURITY DEFINER function in place of what leads back to it.');
});

test('a setting that PostgREST makes and Realtime does not', () => {
  const changes = { code: '42704', message: 'unrecognized configuration parameter "request.headers"' };
  const [violation] = found(rule, given({ failures: BOTH.map((one) => ({ ...one, ...changes })) }));
  expect(violation).toMatchObject({ hint: expect.stringContaining('current_setting() true as its second argument') });
  expect(violation?.detail).not.toContain('own reads');
});

test.each<[string, Facts]>([
  ['one role only', given({ failures: [failure('anon')] })],
  ['nobody is known to subscribe', given({ failures: BOTH }, facts([table('public.messages')]))],
  [
    'the error depends on the token',
    given({ failures: BOTH.map((one) => ({ ...one, code: '22P02', message: 'invalid input syntax' })) }),
  ],
  [
    'a statement of the migrations failed',
    given({ failures: BOTH }, { ...SUBSCRIBED, history: history({ failed: [failed('grant x', 3)] }) }),
  ],
])('a warning at most: %s', (_what, of) => {
  expect(found(rule, of).map(({ severity }) => severity)).toEqual(['warning']);
});

test('an error that another row or policy may not lead to is a warning', () => {
  const conditional = BOTH.map((one) => ({ ...one, code: '42704', isConditional: true }));
  expect(found(rule, given({ failures: conditional }))[0]?.severity).toBe('warning');
});

function key(type: string, changes: Partial<DelicateColumn> = {}): Facts {
  const one = { name: 'id', type, baseType: type, category: 'U', isDomain: false, isKey: true, ...changes };
  return facts([table('public.messages', { delicateColumns: [one] })], [subscription('public.messages')]);
}

const LOOKED_UP =
  'under row level security the server looks each changed row up by its key before it asks the policies';
const LOST = 'the batch of changes is lost for every subscriber of the project, and again at the next INSERT or UPDATE';

test.each<[Facts, string, string, string | undefined]>([
  [
    key('text[]', { baseType: '_text', category: 'A' }),
    'the rows of table public.messages cannot be found by the key id, which is text[]',
    `${LOOKED_UP}, which raises "malformed array literal": ${LOST}`,
    undefined,
  ],
  [
    key('pair', { category: 'C', isDomain: true }),
    'the rows of table public.messages cannot be found by the key id, which is pair',
    `${LOOKED_UP}, which raises "input of anonymous composite types is not implemented": ${LOST}`,
    undefined,
  ],
  [
    key('shown', { baseType: 'mood', category: 'E', isDomain: true }),
    'the rows of table public.messages cannot be found by the key id, which is shown',
    `${LOOKED_UP}, which raises "operator does not exist: shown = unknown": ${LOST}`,
    undefined,
  ],
  [
    key('jsonb'),
    'some rows of table public.messages cannot be found by the key id, which is jsonb',
    `${LOOKED_UP}, which raises "invalid input syntax for type json" for a JSON string: ${LOST}`,
    'warning',
  ],
  [
    key('bytea'),
    'the rows of table public.messages cannot be found by the key id, which is bytea',
    `${LOOKED_UP}, and looks for the bare hexadecimal digits of the key: it finds no row, and INSERT and UPDATE reach nobody`,
    undefined,
  ],
  [
    key('bit(3)', { baseType: 'bit', category: 'V' }),
    'the rows of table public.messages cannot be found by the key id, which is bit(3)',
    `${LOOKED_UP}, and looks for the first character of the key: it finds no row, and INSERT and UPDATE reach nobody`,
    undefined,
  ],
  [
    key('character(11)', { baseType: 'bpchar', category: 'S' }),
    'some rows of table public.messages cannot be found by the key id, which is character(11)',
    `${LOOKED_UP}, and looks for the first character of the key: it finds no row, and INSERT and UPDATE reach nobody`,
    'warning',
  ],
])('a key that no row is found by %#', (of, message, detail, severity) => {
  const [violation] = found(rule, given({}, of));
  expect(violation).toMatchObject({ message, detail });
  expect(violation?.severity).toBe(severity);
});

test.each([
  ['no column of the key', key('character(11)', { baseType: 'bpchar', isKey: false })],
  ['char(1)', key('character(1)', { baseType: 'bpchar' })],
  ['a domain over bytea', key('digest', { baseType: 'bytea', isDomain: true })],
  ['a domain over char', key('code', { baseType: 'bpchar', isDomain: true })],
  ['an enum', key('mood', { category: 'E' })],
  ['numeric', key('numeric', { category: 'N' })],
])('a key that every row is found by: %s', (_what, of) => {
  expect(found(rule, given({}, of))).toEqual([]);
});

test('one finding a table, the worst first, and keys are judged without a probe', () => {
  const array = key('text[]', { category: 'A' });
  const message = (of: Facts): readonly string[] => found(rule, of).map((one) => one.message.split(', which')[0] ?? '');
  expect(message(given({ failures: BOTH }, array))).toEqual([expect.stringContaining('cannot be found by the key')]);
  expect(message(given({ failures: BOTH }, key('bytea')))).toEqual([expect.stringContaining('cannot be evaluated')]);
  expect(message({ ...array, policyProbe: { known: false, reason: 'why' } })).toHaveLength(1);
  expect(message(given({ roles: [] }, array))).toHaveLength(1);
});

test('who waits for DELETE alone asks no policy', () => {
  const deletes = facts([table('public.messages')], [subscription('public.messages', { event: 'DELETE' })]);
  expect(found(rule, given({ failures: BOTH }, deletes))[0]?.severity).toBe('warning');
});

test('what nobody asks the policies of is no finding', () => {
  const off = facts([table('public.messages', { rowSecurity: false })], [subscription('public.messages')]);
  expect(rule.check(given({ failures: BOTH }, off)).status).toBe('not-applicable');
  const keyless = facts([table('public.messages', { primaryKey: null })]);
  expect(rule.check(given({ failures: BOTH }, keyless)).status).toBe('not-applicable');
  const deletes = publication({ publishes: { insert: false, update: false, delete: true, truncate: false } });
  const deleted = facts([table('public.messages')], [], { publication: deletes });
  expect(rule.check(given({ failures: BOTH }, deleted)).status).toBe('not-applicable');
});

test('a login that may not become a subscriber, a database without the roles', () => {
  const refused = [{ role: 'anon', message: 'permission denied to set role "anon"' }];
  expect(rule.check(given({ roles: [], refused }))).toEqual({
    status: 'not-applicable',
    reason:
      'the policies were not tried, because the login may not become a subscriber: permission denied to set role "anon"',
  });
  expect(rule.check(given({ roles: [] }))).toEqual({
    status: 'not-applicable',
    reason: 'none of the judged roles exists',
  });
});

test('tables that could not be tried leave the rest unknown, and take back no finding', () => {
  const leftOut = [{ table: name('public.rooms'), reason: 'canceling statement due to lock timeout' }];
  expect(rule.check(given({ leftOut }))).toEqual({
    status: 'unknown',
    reason:
      'the policies of 1 table could not be tried, the first public.rooms: canceling statement due to lock timeout; run the check again',
  });
  expect(found(rule, given({ leftOut, failures: BOTH }))).toHaveLength(1);
  const unread = { ...SUBSCRIBED, policyProbe: { known: false, reason: 'why' } } as const;
  expect(rule.check(unread)).toEqual({ status: 'unknown', reason: 'why' });
});
