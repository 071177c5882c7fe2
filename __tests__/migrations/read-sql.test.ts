import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readSql } from '../../src/migrations/read-sql.js';
import { readStatements } from '../../src/migrations/read-statements.js';
import { InputError } from '../../src/model/input-error.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'realtime-guard-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(bytes: Buffer): string {
  const path = join(folder, 'a.sql');
  writeFileSync(path, bytes);
  return path;
}

const TEXT = "select 'é 表 😀';\r\n";
const le = (text: string): Buffer => Buffer.from(text, 'utf16le');
const be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

test.each([
  ['UTF-8', Buffer.from(TEXT), TEXT],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`), TEXT],
  ['UTF-16 LE with a mark', le(`\ufeff${TEXT}`), TEXT],
  ['UTF-16 BE with a mark', be(`\ufeff${TEXT}`), TEXT],
  ['UTF-16 LE without a mark', le(TEXT), TEXT],
  ['UTF-16 BE without a mark', be(TEXT), TEXT],
  ['UTF-16 BE with half a character at the end', Buffer.concat([be(TEXT), Buffer.from([0])]), TEXT],
  ['Latin-1', Buffer.from('-- caf\u00e9\nselect 1', 'latin1'), '-- caf\ufffd\nselect 1'],
  ['nothing', Buffer.alloc(0), ''],
  ['a mark and no more', Buffer.from('\ufeff'), ''],
  ['a mark in the middle', Buffer.from('a\ufeffb'), 'a\ufeffb'],
])('%s', (_what, bytes, text) => {
  expect(readSql(file(bytes))).toBe(text);
});

test('a file that cannot be read is an error with its name', () => {
  expect(() => readSql(join(folder, 'nowhere.sql'))).toThrow(InputError);
  expect(() => readSql(folder)).toThrow(/cannot be read/);
});

test('statements have the places of the text without its mark', () => {
  const path = file(Buffer.from('\ufeffselect 1;\r\n\\connect x\r\n  select 2 -- two\r\n;;'));
  expect(readStatements({ path, file: 'a.sql' })).toEqual([
    { text: 'select 1', location: { file: 'a.sql', line: 1, column: 1 } },
    { text: 'select 2', location: { file: 'a.sql', line: 3, column: 3 } },
  ]);
});
