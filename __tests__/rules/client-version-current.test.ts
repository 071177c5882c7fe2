import { expect, test } from '@jest/globals';
import rule from '../../src/rules/client-version-current.js';
import { binding, client, found, sourceFacts } from '../support/builders.js';

const first = (version: string, name?: string) =>
  found(rule, sourceFacts({ bindings: [binding()], clients: [client(version, name)] }))[0];

test('a client that takes null for a difference', () => {
  expect(first('2.86.0')).toEqual({
    subject: 'package-lock.json: @supabase/realtime-js 2.86.0',
    message: '@supabase/realtime-js 2.86.0 has a known bug with postgres_changes',
    detail:
      'a subscription without a filter ends in "mismatch between server and client bindings for postgres changes" where the answer says null for what was not sent (supabase-js#1917)',
    hint: 'Upgrade @supabase/realtime-js to 2.87.1 or later.',
    fix: [],
    location: { file: 'package-lock.json', line: 12, column: 5 },
    related: [],
  });
  expect(first('2.87.0')?.message).toContain('known bug');
});

test('a client that takes a late binding without a word is worth knowing', () => {
  for (const version of ['2.10.7', '2.81.1', '2.87.1', '2.100.0', '2.101.0-rc.1']) {
    expect(first(version)).toMatchObject({
      severity: 'notice',
      hint: 'Upgrade @supabase/realtime-js to 2.101.0 or later.',
    });
  }
});

test('a topic set up twice does harm only where the first channel is given again', () => {
  for (const version of ['2.11.6', '2.87.1']) expect(first(version)?.detail).toContain('or a topic set up twice');
  for (const version of ['2.10.7', '2.11.5']) expect(first(version)?.detail).not.toContain('topic');
  expect(first('2.49.8', '@supabase/supabase-js')?.detail).not.toContain('topic');
  expect(first('2.49.9', '@supabase/supabase-js')?.detail).toContain('topic');
});

test('a current client', () => {
  for (const version of ['2.101.0', '2.112.2', '2.119.1', '3.0.0-next.29']) expect(first(version)).toBeUndefined();
});

test('supabase-js stands for the client that comes with it', () => {
  expect(first('2.86.2', '@supabase/supabase-js')?.hint).toBe('Upgrade @supabase/supabase-js to 2.87.1 or later.');
});

test('where nothing is subscribed to, or no lockfile tells, nothing is judged', () => {
  expect(rule.check(sourceFacts({ clients: [client('2.86.0')] }))).toEqual({
    status: 'not-applicable',
    reason: 'the source subscribes to nothing',
  });
  expect(rule.check(sourceFacts({ bindings: [binding()] }))).toEqual({
    status: 'not-applicable',
    reason: 'no lockfile tells the version of supabase-js',
  });
});

test('beside realtime-js in one lockfile supabase-js says nothing more', () => {
  const both = [client('2.86.0', '@supabase/supabase-js'), client('2.86.0')];
  const [first, ...others] = found(rule, sourceFacts({ bindings: [binding()], clients: both }));
  expect(first?.message).toBe('@supabase/realtime-js 2.86.0 has a known bug with postgres_changes');
  expect(others).toEqual([]);
});
