import { expect, test } from '@jest/globals';
import rule from '../../src/rules/binding-params-not-shared.js';
import { at, client, found, hazard, sourceFacts } from '../support/builders.js';

const shared = hazard('shared-params');
const first = (changes: Partial<typeof shared>, version: string) =>
  found(rule, sourceFacts({ hazards: [{ ...shared, ...changes }], clients: [client(version)] }))[0];

test('one object for the bindings of a loop', () => {
  expect(first({}, '2.87.1')).toEqual({
    subject: 'src/app.ts: channel room',
    message: 'bindings of channel room share one object of parameters, which is changed in between',
    detail:
      'with @supabase/realtime-js 2.87.1 every binding asks for what the object holds last, and nothing else ever arrives',
    hint: 'Make a new object for each binding, in the call itself.',
    fix: [],
    location: at(9),
    related: [{ ...at(5), label: 'first used here' }],
  });
});

test('a client that leaves equal bindings out leaves the second callback out, too', () => {
  expect(first({}, '2.112.2')?.detail).toContain('only the first callback fires');
  expect(first({}, '3.0.0-next.29')?.detail).not.toContain('callback');
});

test('an object that is changed before the server has answered', () => {
  expect(first({ when: 'subscribed' }, '2.119.1')).toMatchObject({
    message: 'the parameters of a binding of channel room are changed after subscribe()',
    detail:
      'with @supabase/realtime-js 2.119.1 a change before the server has answered ends in CHANNEL_ERROR: mismatch between server and client bindings for postgres changes',
  });
  expect(first({ when: 'subscribed' }, '2.10.7')?.severity).toBe('notice');
});
