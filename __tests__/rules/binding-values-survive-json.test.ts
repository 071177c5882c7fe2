import { describe, expect, test } from '@jest/globals';
import type { ParameterValue } from '../../src/model/source.js';
import rule from '../../src/rules/binding-values-survive-json.js';
import { at, binding, found, sourceFacts, text } from '../support/builders.js';

const first = (changes: Parameters<typeof binding>[0]) => found(rule, sourceFacts({ bindings: [binding(changes)] }))[0];

test('a filter that is an object', () => {
  expect(first({ filter: [{ kind: 'object' }], via: [at(2)] })).toEqual({
    subject: 'src/app.ts: filter of public.messages',
    message: 'the filter of public.messages is an object',
    detail:
      'whatever the version, the channel ends in CHANNEL_ERROR: mismatch between server and client bindings for postgres changes',
    hint: 'Give it as text.',
    fix: [],
    location: at(7),
    related: [{ ...at(2), label: 'its parameters are here' }],
  });
});

describe('what it is when it comes back', () => {
  test.each([
    ['array', 'an array'],
    ['date', 'a Date'],
    ['nan', 'NaN'],
    ['function', 'a function'],
  ] as const)('%s', (kind, what) => {
    expect(first({ filter: [{ kind }] })?.message).toBe(`the filter of public.messages is ${what}`);
    expect(first({ filter: [{ kind }, text('room_id=eq.1')] })?.message).toBe(
      `the filter of public.messages can be ${what}`,
    );
  });

  test('a list of tables or of events', () => {
    const list: readonly ParameterValue[] = [{ kind: 'array' }];
    expect(first({ table: list })).toMatchObject({
      subject: 'src/app.ts: table of a subscription',
      message: 'the table of a subscription is an array',
      hint: 'Add a binding for each, all of them before subscribe().',
    });
    expect(first({ event: list })?.message).toBe('the event of public.messages is an array');
    expect(first({ filter: list })?.hint).toBe('Give it as text.');
  });

  test('what JSON keeps is another rule’s, and a list of columns is not compared', () => {
    const kept: readonly ParameterValue[] = [
      { kind: 'number', text: '5' },
      { kind: 'boolean', text: 'false' },
      { kind: 'null' },
      { kind: 'undefined' },
      { kind: 'absent' },
      { kind: 'unknown', reason: 'it is a parameter' },
    ];
    expect(
      first({ filter: kept, schema: kept, table: kept, event: kept, select: [{ kind: 'array' }] }),
    ).toBeUndefined();
  });
});
