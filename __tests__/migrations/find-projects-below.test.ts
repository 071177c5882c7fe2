import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findProjectsBelow } from '../../src/migrations/find-projects-below.js';

let root: string;
const write = (...files: readonly string[]): void => {
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'projects-below-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

test('the nearest come first, three at most', () => {
  write('a/b/c/prisma/migrations/1/migration.sql', 'a/supabase/schemas/a.sql', 'z/drizzle/0000_a.sql');
  write('y/web/supabase/migrations/1_a.sql');
  expect(findProjectsBelow(root)).toEqual(['a', 'z', 'y/web']);
});

test('not what is hidden, installed, too deep, or behind a link', () => {
  write('.next/drizzle/0000_a.sql', 'node_modules/a/drizzle/0000_a.sql', 'a/b/c/d/drizzle/0000_a.sql');
  symlinkSync(join(root, '.next'), join(root, 'next'));
  expect(findProjectsBelow(root)).toEqual([]);
});

test('a folder that is not there has none', () => {
  expect(findProjectsBelow(join(root, 'none'))).toEqual([]);
});
