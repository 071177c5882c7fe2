import { describe, expect, test } from '@jest/globals';
import { parseScript } from '../../src/subscriptions/javascript/parse.js';
import { source } from '../support/read-subscriptions.js';

/** The parser tries each of these twice, in each try the next one twice, and so on. */
const ENDLESS = `x = ${'a < (b = '.repeat(60)}1${')'.repeat(60)};`;

describe('a file that the parser would be busy with for years', () => {
  test('is stopped, and that is said', () => {
    expect(parseScript(source('a.ts', ENDLESS), 100)).toEqual({ tree: null, reason: 'it took too long' });
  });

  test('leaves the parser as it was', () => {
    expect(parseScript(source('a.ts', ENDLESS), 50).tree).toBeNull();
    expect(parseScript(source('a.ts', 'const a = 1;'), 50).tree?.program.body).toHaveLength(1);
  });
});

test('a file that is nested deeper than the parser goes says so', () => {
  const text = `x = ${'['.repeat(50_000)}${']'.repeat(50_000)};`;
  expect(parseScript(source('a.ts', text), null)).toEqual({ tree: null, reason: 'it is nested too deeply' });
});
