import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { likeNames } from '../../src/rules/like-names.js';
import rule from '../../src/rules/table-name-matched-literally.js';
import { facts, found, publication, subscription, table } from '../support/builders.js';

const WHY =
  'the server looks names up with LIKE, in which _ is any character and % any text, and there is no way to escape them';

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

test('of events that are not sent nothing is reached', () => {
  const publishes = { insert: true, update: true, delete: false, truncate: true };
  const given = facts([table('public.axb')], [subscription('public.a_b', { event: 'DELETE' })], {
    publication: publication({ publishes }),
  });
  expect(rule.check(given).status).toBe('not-applicable');
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

test('the schema of a subscription to all of it, and the name of one in every schema', () => {
  const given = facts(
    [table('app_1.t'), table('app21.t'), table('public.a_b'), table('public.axb')],
    [subscription('app_1.*'), subscription('*.a_b')],
  );
  expect(found(rule, given).map(({ message }) => message)).toEqual([
    'the subscription to app_1.* gets the changes of app21.t as well',
    'the subscription to *.a_b gets the changes of public.axb as well',
  ]);
});

describe('LIKE without an escape', () => {
  const isLike = (text: string, pattern: string): boolean =>
    likeNames([{ schema: 'public', name: text }])({ schema: 'public', name: pattern }).length > 0;

  test.each([
    ['chatxmessages', 'chat_messages', true],
    ['Chatxmessages', 'chat_messages', false],
    ['chat__messages', 'chat_messages', false],
    ['anything', '%', true],
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

  test('agrees with regular expressions', () => {
    const some = fc.string({ unit: fc.constantFrom('a', 'b', '_', '%'), minLength: 1, maxLength: 6 });
    const relation = fc.record({ schema: some, name: some });
    const matches = (text: string, pattern: string): boolean =>
      new RegExp(`^${pattern.replaceAll('_', '.').replaceAll('%', '.*')}$`, 's').test(text);
    fc.assert(
      fc.property(fc.array(relation, { maxLength: 12 }), relation, (relations, wanted) => {
        const expected = relations.filter(
          ({ schema, name: text }) => matches(schema, wanted.schema) && matches(text, wanted.name),
        );
        expect(new Set(likeNames(relations)(wanted))).toEqual(new Set(expected));
      }),
      { numRuns: 3_000 },
    );
  });
});
