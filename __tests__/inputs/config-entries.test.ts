import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseSubscriptionEntry } from '../../src/inputs/parse-subscription-entry.js';
import { parseWrapper } from '../../src/inputs/parse-wrapper.js';
import { InputError } from '../../src/model/input-error.js';

const LOCATION = { file: 'realtime-guard.yml', line: 7, column: 5 };
const ROOTS = { repository: process.cwd(), cwd: process.cwd() };

/** What YAML can hold, often under the keys that are known. */
const entry = fc.oneof(
  fc.anything(),
  fc.dictionary(
    fc.constantFrom('schema', 'table', 'event', 'filter', 'file', 'name'),
    fc.oneof(
      fc.string(),
      fc.integer(),
      fc.constantFrom('0.a', 'x', 'INSERT', '*', 'a=eq.1', 'package.json:1'),
      fc.anything(),
    ),
  ),
);

describe.each([
  ['subscriptions', (value: unknown) => parseSubscriptionEntry(value, LOCATION, ROOTS)],
  ['wrappers', (value: unknown) => parseWrapper(value, LOCATION)],
])('any entry of %s', (list, parse) => {
  test('is read, or refused with file, line and list', () => {
    fc.assert(
      fc.property(entry, (value) => {
        try {
          parse(value);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          expect(error instanceof InputError && error.message.startsWith(`realtime-guard.yml:7: ${list}: `)).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
