import { describe, expect, test } from '@jest/globals';
import rule from '../../src/rules/subscriptions-resolved.js';
import { at, binding, facts, found, source, sourceFacts, subscription, unresolved } from '../support/builders.js';

test('a subscription whose table is a parameter', () => {
  const given = sourceFacts({ unresolved: [unresolved({ via: [at(30)] })] });
  expect(found(rule, given)).toEqual([
    {
      subject: 'src/hook.ts: subscription',
      message:
        'a subscription cannot be read: table is a parameter of useRealtime, which is called with a value from a request',
      detail: 'whether its table is published, and exists at all, is not checked',
      hint: 'Name its tables with `// realtime-guard: tables public.a, public.b` on the line above, or with wrappers or subscriptions in realtime-guard.yml.',
      fix: [],
      location: { file: 'src/hook.ts', line: 9, column: 5 },
      related: [{ ...at(30), label: 'called here' }],
    },
  ]);
});

test('the comment of a language', () => {
  const [violation] = found(rule, sourceFacts({ unresolved: [unresolved({ sdk: 'supabase-py' })] }));
  expect(violation?.hint).toContain('`# realtime-guard: tables public.a, public.b`');
});

test('a function that nothing calls is a notice', () => {
  const [violation] = found(rule, sourceFacts({ unresolved: [unresolved({ deadWrapper: 'useRealtime' })] }));
  expect(violation).toMatchObject({
    subject: 'src/hook.ts: useRealtime',
    message: 'nothing calls useRealtime, so its subscription never runs',
    severity: 'notice',
  });
});

test('every subscription that was read is a subject', () => {
  const given = sourceFacts({ subscriptions: [subscription('public.a'), subscription('public.b')] });
  expect(rule.check(given)).toEqual({ status: 'checked', subjects: 2, found: [] });
});

describe('no subscription at all', () => {
  const uses = [at(3), at(9)];

  test('where Realtime is used', () => {
    expect(rule.check(sourceFacts({ uses, files: 12 }))).toEqual({
      status: 'unknown',
      reason:
        'postgres_changes is used at src/app.ts:3, but no subscription was found in 12 source files; name the tables in the subscriptions option, or what subscribes to them with wrappers in realtime-guard.yml',
    });
  });

  test('where it is not', () => {
    expect(rule.check(sourceFacts()).status).toBe('not-applicable');
  });

  test('but some that the project names', () => {
    const given = { ...facts([], [subscription('public.a')]), source: source({ uses }) };
    expect(rule.check(given).status).toBe('not-applicable');
  });

  test('but a binding that the server refuses, of which another rule speaks', () => {
    expect(rule.check(sourceFacts({ uses, bindings: [binding({ table: [{ kind: 'null' }] })] })).status).toBe(
      'not-applicable',
    );
  });

  test('but some that cannot be read, or that a test makes', () => {
    expect(found(rule, sourceFacts({ uses, unresolved: [unresolved()] }))).toHaveLength(1);
    expect(rule.check(sourceFacts({ uses, unresolved: [unresolved({ role: 'test' })] })).status).toBe('not-applicable');
  });
});
