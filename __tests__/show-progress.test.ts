import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ReplayProgress } from '../src/model/progress.js';
import { progressTo } from '../src/show-progress.js';

const at = (done: number, file: string | null = '1_a.sql'): ReplayProgress => ({
  file,
  files: { done: 0, all: 2 },
  statements: { done, all: 2_400 },
});

let now = 0;
beforeEach(() => {
  jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** Tells each progress at its second, and gives all that was written. */
function written(isTerminal: boolean, told: readonly (readonly [seconds: number, progress: ReplayProgress])[]): string {
  let text = '';
  now = 0;
  const tell = progressTo((more) => {
    text += more;
  }, isTerminal);
  for (const [seconds, progress] of told) {
    now = seconds * 1000;
    tell(progress);
  }
  return text;
}

describe('how far the replay is', () => {
  test('a terminal shows it in one line, which is taken away at the end', () => {
    expect(
      written(true, [
        [1, at(0)],
        [1.01, at(1)],
        [2, at(1_000)],
        [3, at(2_400, null)],
      ]),
    ).toBe(
      [
        '\r\u001b[Kreplaying the migrations: 0 of 2,400 statements, file 1 of 2 (1_a.sql)',
        '\r\u001b[Kreplaying the migrations: 1,000 of 2,400 statements, file 1 of 2 (1_a.sql)',
        '\r\u001b[K',
      ].join(''),
    );
  });

  test('a log gets a line every ten seconds, and nothing of a short replay', () => {
    expect(
      written(false, [
        [1, at(0)],
        [9, at(2_000)],
        [9.5, at(2_400, null)],
      ]),
    ).toBe('');
    expect(
      written(false, [
        [1, at(0)],
        [11, at(900)],
        [12, at(950)],
        [22, at(1_800)],
      ]),
    ).toBe(
      [
        'replaying the migrations: 900 of 2,400 statements, file 1 of 2 (1_a.sql)\n',
        'replaying the migrations: 1,800 of 2,400 statements, file 1 of 2 (1_a.sql)\n',
      ].join(''),
    );
  });

  test('a file name moves no cursor and starts no command', () => {
    expect(written(false, [[11, at(1, 'a\n::error::b.sql')]])).toMatch(/\(a\\u\{a\}::error::b\.sql\)\n$/);
  });
});
