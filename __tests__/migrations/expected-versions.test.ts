import { expect, test } from '@jest/globals';
import { expectedVersions } from '../../src/migrations/expected-versions.js';
import type { MigrationHistory } from '../../src/model/migration.js';

function history(...files: readonly string[]): MigrationHistory {
  return { origin: 'supabase', files: files.map((file) => ({ file, path: `/repository/${file}` })), skipped: [] };
}

test('the files that the CLI takes, by the digits and the name', () => {
  expect(expectedVersions(history('supabase/roles.sql', 'supabase/migrations/20260101000000_add_rooms.sql'))).toEqual([
    { file: 'supabase/migrations/20260101000000_add_rooms.sql', version: '20260101000000', name: 'add_rooms' },
  ]);
});

test('also in a project of a monorepo, with the path as Windows has it', () => {
  const path = 'C:\\repository\\apps\\db\\supabase\\migrations\\1_a.sql';
  const file = 'apps/db/supabase/migrations/1_a.sql';
  expect(expectedVersions({ origin: 'option', files: [{ file, path }], skipped: [] })).toEqual([
    { file, version: '1', name: 'a' },
  ]);
});

test('what the CLI does not apply is expected of no database', () => {
  expect(
    expectedVersions(
      history(
        'supabase/migrations/20260101000000-hyphen.sql',
        'supabase/schemas/1_a.sql',
        'prisma/migrations/20260101000000_a/migration.sql',
        'drizzle/0000_a.sql',
      ),
    ),
  ).toEqual([]);
  expect(expectedVersions(null)).toEqual([]);
});
