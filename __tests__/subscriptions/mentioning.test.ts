import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findSources } from '../../src/subscriptions/find-sources.js';
import { SourceReader } from '../../src/subscriptions/mentioning.js';

const JS: ReadonlySet<string> = new Set(['.ts', '.js']);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'realtime-guard-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string | Buffer): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

function reader(mostKept?: number): SourceReader {
  const needlesOf = new Map([...JS, '.dart'].map((extension) => [extension, ['-']]));
  const { paths } = findSources({ root: folder, repository: folder, globs: ['.'], needlesOf });
  return new SourceReader(paths, mostKept);
}

function ask(words: readonly string[], under = '', from = reader()): readonly string[] {
  return from.mentioning(words, join(folder, under), JS).map(({ file }) => file);
}

describe('which files mention a word', () => {
  test('as a whole word', () => {
    write('a.ts', 'useTable("x")');
    write('b.ts', 'useTables(); reuseTable(); $useTable; useTable_; useTable2');
    write('c.ts', 'useTables(); “useTable”');
    expect(ask(['useTable'])).toEqual(['a.ts', 'c.ts']);
  });

  test('with a mark beside it', () => {
    write('a.ts', 'api.use()');
    write('b.ts', 'reuse(); api.user');
    expect(ask(['.use'])).toEqual(['a.ts']);
    expect(ask(['use('])).toEqual(['a.ts']);
  });

  test('one of several, in the order of the paths', () => {
    write('b.ts', 'one');
    write('a/b.ts', 'two');
    write('c.ts', 'three');
    expect(ask(['two', 'one'])).toEqual(['a/b.ts', 'b.ts']);
    expect(ask([])).toEqual([]);
    expect(ask([''])).toEqual([]);
  });

  test('below a folder, of some extensions', () => {
    for (const file of ['app/a.ts', 'app/in/b.js', 'apple/c.ts', 'app/d.dart']) write(file, 'word');
    expect(ask(['word'], 'app')).toEqual(['app/a.ts', 'app/in/b.js']);
    expect(ask(['word'], 'app/')).toEqual(['app/a.ts', 'app/in/b.js']);
    expect(ask(['word'], 'nowhere')).toEqual([]);
  });

  test('UTF-16, a byte order mark', () => {
    write('a.ts', Buffer.from('\ufeffword', 'utf16le'));
    write('b.ts', '\ufeffword');
    const found = reader().mentioning(['word'], folder, JS);
    expect(found.map(({ text }) => text)).toEqual(['word', 'word']);
  });
});

describe('asked again', () => {
  test('what was read is not read again', () => {
    write('a.ts', 'one two');
    write('b.ts', 'two');
    const from = reader();
    const [first] = from.mentioning(['one'], folder, JS);
    rmSync(join(folder, 'b.ts'));
    expect(ask(['two'], '', from)).toEqual(['a.ts', 'b.ts']);
    expect(from.mentioning(['two'], folder, JS)[0]).toBe(first);
  });

  test.each([0, 3, 7, 12])('with room for %i bytes the answers are the same', (room) => {
    write('a.ts', 'one two');
    write('b.ts', 'two');
    write('c.ts', 'one');
    const from = reader(room);
    for (const _ of [1, 2, 3]) {
      expect(ask(['one'], '', from)).toEqual(['a.ts', 'c.ts']);
      expect(ask(['two'], '', from)).toEqual(['a.ts', 'b.ts']);
    }
  });

  test('a file that is gone, or has grown too large, mentions nothing', () => {
    write('a.ts', 'one');
    write('b.ts', 'one');
    write('c.ts', 'one');
    const from = reader();
    rmSync(join(folder, 'a.ts'));
    write('b.ts', 'one'.padEnd(4_000_001));
    expect(ask(['one'], '', from)).toEqual(['c.ts']);
  });
});
