import { describe, expect, test } from '@jest/globals';
import { LEXED_SHAPES } from '../support/lexed-shapes.js';
import { find, read } from '../support/read-subscriptions.js';

const PIECES = [
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '<',
  '>',
  '"',
  "'",
  '"""',
  "'''",
  '`',
  '\\',
  '\n',
  '/*',
  '*/',
  '//',
  '#',
  '$',
  '${',
  '\\(',
  '=',
  '=>',
  '->',
  '??',
  '?',
  ':',
  ';',
  ',',
  '.',
  '..',
  'if ',
  'else ',
  'for ',
  'in ',
  'class ',
  'enum ',
  'case ',
  '@',
  '\u0000',
  '\ud800',
  'é',
  '😀',
];

/** The same numbers every time. Source: mulberry32, public domain. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

describe.each(Object.entries(LEXED_SHAPES))('%s', (file, text) => {
  test('the shape itself is found', () => {
    expect(read(file, text)).toEqual([expect.stringMatching(/^(public|-)\.a \* where id=eq\.\{\}/)]);
  });

  test('anything made of it is read without a throw', () => {
    const next = random(4);
    const pick = (count: number) => Math.floor(next() * count);
    for (let round = 0; round < 800; round += 1) {
      let mutated = text;
      for (let change = 0; change <= pick(6); change += 1) {
        const at = pick(mutated.length);
        const piece = PIECES[pick(PIECES.length)] ?? '';
        const cut = pick(3) === 0 ? pick(40) : 0;
        mutated =
          mutated.slice(0, at) +
          (pick(4) === 0 ? mutated.slice(pick(mutated.length)) : piece) +
          mutated.slice(at + cut);
      }
      for (const { line, column } of find({ [file]: mutated })) {
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
      }
    }
  });

  test('every beginning of it is read', () => {
    for (let end = 0; end <= text.length; end += 1) find({ [file]: text.slice(0, end) });
  });

  test('random bytes are read', () => {
    const next = random(7);
    for (let round = 0; round < 100; round += 1) {
      const bytes = Buffer.from(Array.from({ length: 2000 }, () => Math.floor(next() * 256)));
      find({ [file]: bytes.toString('latin1'), b: bytes.toString('utf8') });
    }
  });

  test('a comment, a string or a bracket that nothing closes leaves what stands before it', () => {
    for (const tail of ['/* ', '"""', '{', '((', '"']) {
      expect(read(file, `${text}\n${tail}`)).toEqual(read(file, text));
    }
  });
});

/** What looks from each name to the ends of its line needs a day for these. */
test.each([
  ['names', 'Tables id ', 150_000],
  ['names with their types', 'Tables: id: ', 150_000],
  ['calls', 'Tables(id) ', 150_000],
])('a line of nothing but %s is gone over', (_, names, count) => {
  const use = 'c.onPostgresChanges(event: .all, schema: id, table: Tables.a, callback: f);';
  const line = `final x = f(${names.repeat(count)});`;
  expect(read('lib/chat.dart', use, { 'lib/data.dart': line })).toHaveLength(1);
});
