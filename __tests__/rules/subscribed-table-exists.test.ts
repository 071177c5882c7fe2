import { describe, expect, test } from '@jest/globals';
import type { RelationName } from '../../src/model/names.js';
import rule from '../../src/rules/subscribed-table-exists.js';
import { facts, found, name, subscription, table } from '../support/builders.js';

const similar = (wanted: string, ...candidates: readonly RelationName[]) => ({
  similarNames: [{ wanted: name(wanted), candidates }],
});

test('a subscribed table that exists', () => {
  expect(found(rule, facts([table('public.messages')], [subscription('public.messages')]))).toEqual([]);
});

test('a subscribed table that does not exist, at both places that subscribe', () => {
  const second = { file: 'src/b.ts', line: 3, column: 1 };
  const given = facts([], [subscription('public.mesages'), subscription('public.mesages', { location: second })]);
  expect(found(rule, given)).toEqual([
    {
      subject: 'public.mesages',
      message: 'table public.mesages is subscribed to but does not exist',
      detail: 'the channel still reports SUBSCRIBED, and no event ever arrives',
      hint: 'Create the table in a migration, or correct the subscription; a database that lacks the latest migrations looks the same.',
      fix: [],
      location: null,
      related: [
        { file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' },
        { ...second, label: 'subscribed here' },
      ],
    },
  ]);
});

describe('did you mean', () => {
  test.each([
    [
      'public.mesages',
      [name('public.messages')],
      'Did you mean public.messages? Correct the name in the subscription.',
    ],
    [
      'public.Messages',
      [name('public.messages')],
      'Did you mean public.messages? Realtime tells upper and lower case apart.',
    ],
    [
      'public.messages',
      [name('chat.messages')],
      'Did you mean chat.messages? The table is in schema chat, and a subscription without a schema looks in public.',
    ],
    [
      'public.mesages',
      [name('public.messages'), name('chat.messages')],
      'Did you mean public.messages (or chat.messages)? Correct the name in the subscription.',
    ],
  ])('%s', (wanted, candidates, hint) => {
    const given = facts([], [subscription(wanted)], similar(wanted, ...candidates));
    expect(found(rule, given)[0]?.hint).toBe(hint);
  });
});

test('a whole schema is no table by name', () => {
  expect(rule.check(facts([], [subscription('public.*')]))).toEqual({
    status: 'not-applicable',
    reason: 'no table is subscribed to by name',
  });
});
