import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findMigrations } from '../src/migrations/find-migrations.js';
import { writeMigration } from '../src/write-migration.js';

const NOW = new Date('2026-03-04T05:06:07.890Z');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'realtime-guard-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes beside these files, and gives the new one's path. */
async function write(files: readonly string[], said: string | null = null): Promise<string> {
  mkdirSync(join(folder, 'supabase'), { recursive: true });
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), 'select 1');
  }
  const option = said === null ? null : { origin: '--migrations', text: said };
  const migrations = await findMigrations(folder, folder, option);
  return relative(folder, writeMigration('select 2;\n', { cwd: folder, migrations }, NOW));
}

describe('the next file', () => {
  test.each<[string, string[], string | null, string]>([
    ['of none', [], null, 'supabase/migrations/20260304050607_realtime_guard.sql'],
    [
      'now',
      ['supabase/migrations/20250101000000_a.sql'],
      null,
      'supabase/migrations/20260304050607_realtime_guard.sql',
    ],
    [
      'a second after one that is later than now',
      ['supabase/migrations/20270101235959_a.sql'],
      null,
      'supabase/migrations/20270102000000_realtime_guard.sql',
    ],
    [
      'the next number where the numbers are no times',
      ['supabase/migrations/20279999999999_a.sql'],
      null,
      'supabase/migrations/20280000000000_realtime_guard.sql',
    ],
    [
      'of Prisma',
      ['prisma/migrations/20250101000000_a/migration.sql'],
      null,
      'prisma/migrations/20260304050607_realtime_guard/migration.sql',
    ],
    ['of a folder that is named', ['db/20250101000000_a.sql'], 'db', 'db/20260304050607_realtime_guard.sql'],
  ])('%s', async (_, files, said, expected) => {
    expect(await write(files, said)).toBe(expected);
    expect(readFileSync(join(folder, expected), 'utf8')).toBe('select 2;\n');
    // It is the last by name, so it is the next to be applied.
    const name = expected.split('/').find((part) => part.includes('realtime_guard'));
    expect(
      readdirSync(join(folder, expected.slice(0, expected.indexOf(name ?? ''))))
        .sort()
        .at(-1),
    ).toBe(name);
  });
});

test('never over a file', async () => {
  const taken = 'supabase/migrations/20260304050607_realtime_guard.sql';
  mkdirSync(join(folder, 'supabase/migrations'), { recursive: true });
  writeFileSync(join(folder, taken), 'mine');
  expect(() => writeMigration('x', { cwd: folder, migrations: null }, NOW)).toThrow(
    /^fix --write: .* cannot be written \(EEXIST.*\); use fix-file to name another$/,
  );
  expect(readFileSync(join(folder, taken), 'utf8')).toBe('mine');
});
