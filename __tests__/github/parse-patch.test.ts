import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePatch } from '../../src/github/parse-patch.js';

describe('the lines that a patch adds', () => {
  test('are those with a plus, as they are afterwards', () => {
    const patch = ['@@ -1,4 +1,5 @@ create table x', ' a', '-b', '+B', '+C', ' d', '@@ -20 +21,2 @@', ' t', '+u'].join(
      '\n',
    );
    expect(parsePatch(patch)).toEqual([
      { first: 2, last: 3, texts: ['B', 'C'] },
      { first: 22, last: 22, texts: ['u'] },
    ]);
  });

  test('do not count the word on a missing line break, nor lines that look like a hunk', () => {
    const patch = ['@@ -0,0 +1,2 @@', '+@@ -9,9 +9,9 @@', '+--- a', '\\ No newline at end of file'].join('\n');
    expect(parsePatch(patch)).toEqual([{ first: 1, last: 2, texts: ['@@ -9,9 +9,9 @@', '--- a'] }]);
  });

  test('are none where lines only go', () => {
    expect(parsePatch('@@ -1,2 +1 @@\n a\n-b')).toEqual([]);
  });
});

describe('beside git', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'realtime-guard-patch-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = fc
    .array(fc.constantFrom('a', 'b', '+c', '-d', '', ' e', '@@ -1 +1 @@', '\\ x'), { maxLength: 12 })
    .map((lines) => lines.map((line) => `${line}\n`).join(''));

  test('whatever changes, the lines added are those that git adds, and stand where it says', () => {
    fc.assert(
      fc.property(file, file, (before, after) => {
        writeFileSync(join(folder, 'before'), before);
        writeFileSync(join(folder, 'after'), after);
        const { stdout } = spawnSync('git', ['diff', '--no-index', '-U1', 'before', 'after'], {
          cwd: folder,
          encoding: 'utf8',
        });
        const ranges = parsePatch(stdout.slice(Math.max(0, stdout.indexOf('\n@@ ') + 1)).replace(/\n$/, ''));
        const lines = after.split('\n');
        for (const { first, last, texts } of ranges) expect(lines.slice(first - 1, last)).toEqual(texts);
        const added = Number(/^(\d+)/.exec(numstat(folder))?.[1] ?? 0);
        expect(ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0)).toBe(added);
      }),
      { numRuns: 60 },
    );
  });
});

const numstat = (cwd: string): string =>
  spawnSync('git', ['diff', '--no-index', '--numstat', 'before', 'after'], { cwd, encoding: 'utf8' }).stdout;
