import { afterAll, describe, expect, test } from '@jest/globals';
import { displayName, quoteIdentifier, quoteLiteral, quoteRelation } from '../../src/model/names.js';
import { KEYWORDS_THAT_NEED_QUOTES } from '../../src/model/sql-keywords.js';
import { createTestDatabase, describeEachMajor, type TestDatabase } from '../support/databases.js';

const ODD = [
  'messages',
  'Messages',
  'order items',
  'a"b',
  "a'b",
  'a\\b',
  '1st',
  '_x',
  'x$y',
  'ünï',
  'select',
  'between',
  'authorization',
  '',
];

describeEachMajor('quoting', (major) => {
  let database: TestDatabase | null = null;
  afterAll(() => database?.drop());

  test('agrees with quote_ident() for every keyword and odd name, and never quotes less', async () => {
    database = await createTestDatabase(major);
    const rows = await database.query<{ word: string; quoted: string }>(
      'select word, quote_ident(word) as quoted from (select word from pg_get_keywords() union select unnest($1::text[])) as words',
      [ODD],
    );
    expect(rows.length).toBeGreaterThan(400);
    for (const { word, quoted } of rows) {
      // A word that only another version reserves is quoted on all of them.
      const expected = KEYWORDS_THAT_NEED_QUOTES.has(word) ? `"${word}"` : quoted;
      expect(quoteIdentifier(word)).toBe(expected);
      if (quoted.startsWith('"')) expect(quoteIdentifier(word)).toBe(quoted);
    }
  });

  test('gives constants back as they were', async () => {
    database ??= await createTestDatabase(major);
    const [row] = await database.query(`select array[${ODD.map(quoteLiteral).join(', ')}] as words`);
    expect(row).toEqual({ words: ODD });
  });
});

describe('names', () => {
  test('for SQL are quoted only where needed', () => {
    expect(quoteRelation({ schema: 'public', name: 'messages' })).toBe('public.messages');
    expect(quoteRelation({ schema: 'public', name: 'Order Items' })).toBe('public."Order Items"');
  });

  test('for people show what cannot be seen', () => {
    expect(displayName({ schema: 'public', name: 'a\u001b[2Jb\u202ec' })).toBe('public."a\\u{1b}[2Jb\\u{202e}c"');
    expect(displayName({ schema: 'public', name: 'two\nlines' })).toBe('public."two\\u{a}lines"');
  });
});
