import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Needle, Needles } from '../../src/subscriptions/needles.js';
import { SOURCE_NEEDLES } from '../../src/subscriptions/source-needles.js';
import { Word } from '../../src/subscriptions/word.js';

/** The same by looking for every text. */
function isAnyIn(needles: readonly Needle[], text: string): boolean {
  return needles.some((needle) =>
    typeof needle === 'string' ? text.includes(needle) : text.includes(needle.beside) && isAnyIn(needle.any, text),
  );
}

function textsOf(needles: readonly Needle[]): readonly string[] {
  return needles.flatMap((needle) => (typeof needle === 'string' ? [needle] : [needle.beside, ...textsOf(needle.any)]));
}

/** Content in which some of these texts stand, whole or with an end cut off, apart or run together. */
function contentOf(texts: readonly string[]): fc.Arbitrary<string> {
  const whole = fc.constantFrom(...texts);
  const part = fc.tuple(whole, fc.nat(3), fc.nat(3)).map(([text, from, less]) => text.slice(from, text.length - less));
  return fc
    .tuple(fc.array(fc.oneof(whole, part), { maxLength: 5 }), fc.constantFrom(' ', '\n', '.', '('))
    .map(([pieces, between]) => pieces.join(between));
}

/** Both answers come up, or nothing is compared. */
function expectBoth(answers: ReadonlySet<boolean>): void {
  expect([...answers].sort()).toEqual([false, true]);
}

describe('what is found by a short piece is what looking for every text finds', () => {
  test.each([...SOURCE_NEEDLES])('%s', (_, needles) => {
    const search = new Needles(needles);
    const answers = new Set<boolean>();
    fc.assert(
      fc.property(contentOf(textsOf(needles)), (content) => {
        const expected = isAnyIn(needles, content);
        answers.add(expected);
        expect(search.isIn(Buffer.from(content))).toBe(expected);
      }),
      { numRuns: 300 },
    );
    expectBoth(answers);
  });

  test('one beside another that is beside a third', () => {
    const nested = new Needles([{ beside: 'supabase', any: [{ beside: '.on(', any: ['INSERT'] }, 'liveMode'] }]);
    const isIn = (text: string): boolean => nested.isIn(Buffer.from(text));
    expect(['supabase .on( INSERT', 'supabase liveMode'].filter(isIn)).toHaveLength(2);
    expect(['.on( INSERT', 'supabase INSERT', 'supabase .on(', 'supabase', 'base liveMode', ''].filter(isIn)).toEqual(
      [],
    );
    expect(new Needles([]).isIn(Buffer.from('supabase'))).toBe(false);
  });

  test.each(['useRealtime', 'on', '$x', 'subscribe', 'z', '#own', 'Zürich', 'a.b', 'aaab'])('the word %s', (word) => {
    const [before, after] = [/^[\w$]/.test(word) ? '(?<![\\w$])' : '', /[\w$]$/.test(word) ? '(?![\\w$])' : ''];
    const pattern = new RegExp(before + word.replace(/[$.#]/g, '\\$&') + after);
    const answers = new Set<boolean>();
    fc.assert(
      fc.property(contentOf([word, `${word}s`, `my${word}`, `${word}${word}`]), (content) => {
        answers.add(pattern.test(content));
        expect([content, new Word(word).isIn(Buffer.from(content))]).toEqual([content, pattern.test(content)]);
      }),
      { numRuns: 300 },
    );
    expectBoth(answers);
  });
});
