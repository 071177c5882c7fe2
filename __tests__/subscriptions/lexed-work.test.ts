import { describe, expect, test } from '@jest/globals';
import { LexedFile } from '../../src/subscriptions/lexed/lexed-file.js';
import { Scopes } from '../../src/subscriptions/lexed/scopes.js';
import { WorkCounter } from '../support/count-work.js';
import { LEXED_SHAPES } from '../support/lexed-shapes.js';
import { find } from '../support/read-subscriptions.js';

const work = new WorkCounter(LexedFile, Scopes);

/** How many times more work a text of twice the size may be. */
const LINEAR = 2.4;
/** How many steps a character may take: what is bounded by a large number is linear, too. */
const MOST_STEPS = 160;

/** Texts whose work grows faster than they do, where a reader is careless. */
const HEAVY: Readonly<Record<string, (size: number) => string>> = {
  parentheses: (size) => '('.repeat(size),
  'brackets of all kinds': (size) => '([{'.repeat(size / 3),
  'closing brackets': (size) => ')]}'.repeat(size / 3),
  'nested blocks with values': (size) => '{a=1;'.repeat(size / 10) + '}'.repeat(size / 10),
  'nested calls': (size) => 'f(x, '.repeat(size / 5),
  'nested types': (size) => 'class A { '.repeat(size / 10),
  'nested functions': (size) => 'void f(String a) { '.repeat(size / 19),
  assignments: (size) => 'a=b='.repeat(size / 4),
  'type arguments': (size) => '<a,'.repeat(size / 3),
  'number signs': (size) => '#'.repeat(size),
  'dollar signs': (size) => '$'.repeat(size),
  quotes: (size) => '"'.repeat(size),
  'holes in holes': (size) => '"${'.repeat(size / 3),
  'open comments': (size) => '/*'.repeat(size / 2),
  'a chain': (size) => `x${'.a()'.repeat(size / 4)}`,
  words: (size) => 'for x in '.repeat(size / 9),
  conditions: (size) => 'a ? b : '.repeat(size / 8),
  sums: (size) => `t = ${'a + '.repeat(size / 4)}`,
};

describe.each(Object.entries(LEXED_SHAPES))('work in %s', (file, text) => {
  const growthOf = (make: (size: number) => string, size: number) =>
    work.growth((twice) => find({ [file]: make(twice) }), size);

  test.each(Object.entries(HEAVY))('%s', (_, make) => {
    expect(growthOf((size) => `${make(size)}\n${text}\n${make(size)}`, 3000)).toBeLessThan(LINEAR);
    const large = `${make(8000)}\n${text}`;
    expect(work.count(() => find({ [file]: large })) / large.length).toBeLessThan(MOST_STEPS);
  });

  test('a long line', () => {
    const part = 'final x = foo(bar, [1, 2], "text", baz: qux.y); ';
    expect(growthOf((size) => `${part.repeat(size)}\n${text}`, 400)).toBeLessThan(LINEAR);
  });

  test('many call sites', () => {
    expect(growthOf((size) => `${text}\n`.repeat(size), 50)).toBeLessThan(LINEAR);
  });
});
