import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isLike, likeNames } from '../../src/rules/like-names.js';
import rule from '../../src/rules/table-name-matched-literally.js';
import { facts, found, name, subscription, table } from '../support/builders.js';

const WHY =
  'the server looks the name up with LIKE, in which _ is any character and % any text, and there is no way to escape them';

test('another table answers in the place of one that is not published', () => {
  const given = facts(
    [table('public.chatxmessages'), table('public.chat_messages', { published: false })],
    [subscription('public.chat_messages')],
  );
  expect(found(rule, given)).toEqual([
    {
      subject: 'public.chat_messages',
      message:
        'the subscription to public.chat_messages, which is not published, gets the changes of public.chatxmessages instead',
      detail: `${WHY}; the channel reports SUBSCRIBED, and rows of another table reach the callback`,
      hint: 'Publish the table that is meant, or correct the name in the subscription.',
      fix: [],
      location: null,
      related: [{ file: 'src/app.ts', line: 7, column: 3, label: 'subscribed here' }],
      confidence: 'live',
    },
  ]);
});

test('one that does not exist at all', () => {
  const given = facts([table('public.chatxmessages')], [subscription('public.chat_messages')]);
  expect(found(rule, given)).toHaveLength(1);
});

test('with both published the other one’s come on top, which is a warning', () => {
  const given = facts([table('public.a_b'), table('public.axb')], [subscription('public.a_b')]);
  expect(found(rule, given)).toMatchObject([
    { message: 'the subscription to public.a_b gets the changes of public.axb as well', severity: 'warning' },
  ]);
});

test('what is not published is not reached', () => {
  const given = facts([table('public.a_b'), table('public.axb', { published: false })], [subscription('public.a_b')]);
  expect(found(rule, given)).toEqual([]);
});

test('schemas are patterns, too', () => {
  const given = facts([table('app_1.t'), table('app21.t')], [subscription('app_1.t')]);
  expect(found(rule, given)).toMatchObject([{ subject: 'app_1.t' }]);
});

test('a plain name and a wildcard are no patterns', () => {
  const given = facts([table('public.messages')], [subscription('public.messages'), subscription('public.*')]);
  expect(rule.check(given).status).toBe('not-applicable');
});

test('many are told by number', () => {
  const tables = ['b', 'c', 'd', 'e', 'f'].map((letter) => table(`public.a${letter}z`));
  expect(found(rule, facts(tables, [subscription('public.a_z')]))[0]?.message).toBe(
    'the subscription to public.a_z, which is not published, gets the changes of public.abz, public.acz, public.adz and 2 more instead',
  );
});

describe('LIKE without an escape', () => {
  test.each([
    ['chatxmessages', 'chat_messages', true],
    ['Chatxmessages', 'chat_messages', false],
    ['chat__messages', 'chat_messages', false],
    ['anything', '%', true],
    ['', '%', true],
    ['abcabd', '%ab_', true],
    ['abcabd', 'ab%bd%', true],
    ['a\\b', 'a\\_', true],
    ['a\\b', 'a\\b', true],
    ['🦜', '_', true],
    ['line\nbreak', 'line_break', true],
    ['abc', 'ab', false],
    ['ab', 'abc', false],
  ])('%j like %j is %s', (text, pattern, expected) => {
    expect(isLike(text, pattern)).toBe(expected);
  });

  test('agrees with a regular expression', () => {
    const some = fc.string({ unit: fc.constantFrom('a', 'b', '_', '%'), maxLength: 8 });
    fc.assert(
      fc.property(some, some, (text, pattern) => {
        const expression = new RegExp(`^${pattern.replaceAll('_', '.').replaceAll('%', '.*')}$`, 's');
        expect(isLike(text, pattern)).toBe(expression.test(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test('the index leaves nothing out', () => {
    const some = fc.string({ unit: fc.constantFrom('a', 'b', '_', '%'), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.uniqueArray(some, { maxLength: 12 }), some, (names, pattern) => {
        const tables = names.map((one) => ({ schema: 'public', name: one }));
        const expected = tables.filter((one) => one.name !== pattern && isLike(one.name, pattern));
        expect(likeNames(tables)(name(`public.${pattern}`))).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
  });
});
