import { expect, test } from '@jest/globals';
import { milder } from '../../src/model/outcome.js';

test.each([
  ['error', 'notice', 'notice'],
  ['notice', 'error', 'notice'],
  ['error', 'warning', 'warning'],
  ['notice', 'warning', 'notice'],
  ['error', 'error', 'error'],
] as const)('the milder of %s and %s is %s', (one, other, expected) => {
  expect(milder(one, other)).toBe(expected);
});
