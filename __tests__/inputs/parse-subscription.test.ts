import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseSubscription } from '../../src/inputs/parse-subscription.js';
import { quoteIdentifier } from '../../src/model/names.js';

const parse = (line: string) =>
  parseSubscription(line, 'subscriptions', null).map(({ schema, table, event, filter }) => [
    schema,
    table,
    event,
    filter,
  ]);

describe('a subscription', () => {
  test.each([
    ['public.messages', [['public', 'messages', '*', null]]],
    ['messages', [['public', 'messages', '*', null]]],
    ['public.Messages', [['public', 'Messages', '*', null]]],
    ['public."Order Items"', [['public', 'Order Items', '*', null]]],
    ['"Odd.Schema"."a""b"', [['Odd.Schema', 'a"b', '*', null]]],
    ['public.*', [['public', '*', '*', null]]],
    ['public.messages: *', [['public', 'messages', '*', null]]],
    ['public.messages: insert', [['public', 'messages', 'INSERT', null]]],
    [
      'public.messages:INSERT,UPDATE',
      [
        ['public', 'messages', 'INSERT', null],
        ['public', 'messages', 'UPDATE', null],
      ],
    ],
    ['public.messages: DELETE where room_id=eq.1', [['public', 'messages', 'DELETE', 'room_id=eq.1']]],
    ['public.messages where body=not.eq.a, b where c', [['public', 'messages', '*', 'body=not.eq.a, b where c']]],
    ['  public.messages  ', [['public', 'messages', '*', null]]],
  ])('%s', (line, expected) => {
    expect(parse(line)).toEqual(expected);
  });

  test('any names, quoted where SQL would, come back as they are', () => {
    const identifier = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => text !== '*' && !/[\n\r]/.test(text));
    fc.assert(
      fc.property(identifier, identifier, (schema, table) => {
        expect(parse(`${quoteIdentifier(schema)}.${quoteIdentifier(table)}: INSERT`)).toEqual([
          [schema, table, 'INSERT', null],
        ]);
      }),
      { numRuns: 1_000 },
    );
  });
});
