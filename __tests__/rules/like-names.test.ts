import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isPattern, likeNames } from '../../src/rules/like-names.js';

/** Few characters, so that names meet patterns; two of them take two code units, one is a half of such. */
const part = fc.string({ unit: fc.constantFrom('a', 'b', '_', '%', '.', '-', '\\', '😀', 'é'), maxLength: 6 });
const relationName = fc.record({ schema: fc.constantFrom('public', 'a_b', 'axb', '😀'), name: part });

/** LIKE as SQL says it, by way of a regular expression. */
function isLike(text: string, pattern: string): boolean {
  const source = [...(pattern === '*' ? '%' : pattern)].map((one) =>
    one === '%' ? '.*' : one === '_' ? '.' : one.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&'),
  );
  return new RegExp(`^${source.join('')}$`, 'su').test(text);
}

test('the same relations as with LIKE, whatever the names', () => {
  fc.assert(
    fc.property(
      fc.array(relationName, { maxLength: 30 }),
      fc.array(relationName, { maxLength: 10 }),
      (some, wanted) => {
        const relations = [...new Map(some.map((one) => [`${one.schema}\0${one.name}`, one])).values()];
        const find = likeNames(relations);
        const asked = [...wanted, ...relations, ...wanted.map(({ schema }) => ({ schema, name: '*' }))];
        for (const one of [...asked, ...asked.map(({ name }) => ({ schema: '*', name }))]) {
          const expected = relations.filter(({ schema, name }) => isLike(schema, one.schema) && isLike(name, one.name));
          expect(new Set(find(one))).toEqual(new Set(expected));
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

test('many percent signs are no work without end', () => {
  const find = likeNames([{ schema: 'public', name: 'a'.repeat(63) }]);
  expect(find({ schema: 'public', name: `${'%a'.repeat(31)}%b` })).toEqual([]);
});

test('a name is a pattern where the server sees one', () => {
  expect(isPattern({ schema: 'public', name: 'messages' })).toBe(false);
  expect(isPattern({ schema: 'my_app', name: 'messages' })).toBe(true);
  expect(isPattern({ schema: 'public', name: '100%' })).toBe(true);
});
