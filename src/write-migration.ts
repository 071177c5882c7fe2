import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InputError } from './model/input-error.js';
import type { MigrationFile } from './model/migration.js';
import type { Options } from './model/options.js';
import { messageOf } from './model/thrown.js';

const NAME = 'realtime_guard';
const TIMESTAMP = /^(\d{14})[-_]/;

/**
 * Writes SQL as the next file of the migrations, named as the Supabase CLI names one; never over a file.
 * @param now the moment whose UTC time names the file, unless a migration is later
 * @returns its path, absolute
 * @throws InputError when the project's migrations are not of a kind that a file can be added to
 */
export function writeMigration(
  sql: string,
  { cwd, migrations }: Pick<Options, 'cwd' | 'migrations'>,
  now: Date,
): string {
  const last = migrations?.files.at(-1);
  const path = pathOfNext(cwd, migrations?.origin ?? 'supabase', last, now);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, sql, { flag: 'wx' });
  } catch (error) {
    throw new InputError(`fix --write: ${path} cannot be written (${messageOf(error)}); use fix-file to name another`);
  }
  return path;
}

type Origin = NonNullable<Options['migrations']>['origin'];

function pathOfNext(cwd: string, origin: Origin, last: MigrationFile | undefined, now: Date): string {
  switch (origin) {
    case 'supabase': {
      if (!existsSync(join(cwd, 'supabase'))) {
        throw new InputError(`fix --write: ${cwd} has no supabase folder to write into; name the file in fix-file`);
      }
      return join(cwd, 'supabase/migrations', `${nextTimestamp(last?.path, now)}_${NAME}.sql`);
    }
    case 'prisma': {
      const name = `${nextTimestamp(last === undefined ? undefined : dirname(last.path), now)}_${NAME}`;
      return join(cwd, 'prisma/migrations', name, 'migration.sql');
    }
    case 'option': {
      if (last !== undefined && TIMESTAMP.test(basename(last.path))) {
        return join(dirname(last.path), `${nextTimestamp(last.path, now)}_${NAME}.sql`);
      }
      throw new InputError(
        `fix --write: the last of the migrations, ${last?.file}, has no <timestamp>_ in front; name the file to write in fix-file`,
      );
    }
    case 'schemas':
      throw new InputError(
        'fix --write: declared schemas have no next file; add what fix prints to the file that declares the table',
      );
    case 'drizzle':
      throw new InputError(
        'fix --write: Drizzle keeps a journal of its migrations; run drizzle-kit generate --custom and put what fix prints into its file',
      );
  }
}

/** Now, or a second after the last migration where that is later: the next file must be the last by name. */
function nextTimestamp(last: string | undefined, now: Date): string {
  const [, before] = TIMESTAMP.exec(basename(last ?? '')) ?? [];
  const stamp = toTimestamp(now);
  if (before === undefined || before < stamp) return stamp;
  const time = Date.parse(before.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6Z'));
  // Some count instead of telling the time, and then the next is the next number.
  if (Number.isNaN(time)) return String(BigInt(before) + 1n);
  return toTimestamp(new Date(time + 1000));
}

function toTimestamp(time: Date): string {
  return time.toISOString().replace(/\D/g, '').slice(0, 14);
}
