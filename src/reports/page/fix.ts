import type { MigrationOrigin } from '../../model/migration.js';
import type { Verdict } from '../../model/verdict.js';
import { renderFixMigration } from '../fix-migration.js';
import { fenced, folded } from '../markdown.js';
import type { Room } from './context.js';

/** Lines that stand open: a longer migration would push everything below it off the page. */
const LINES_OPEN = 30;

const HOW_TO: Readonly<Record<MigrationOrigin, string>> = {
  supabase:
    'Save it as the next migration, `supabase/migrations/<timestamp>_realtime_guard.sql`, or let `realtime-guard fix --write` do that.',
  prisma:
    'Save it as the next migration, `prisma/migrations/<timestamp>_realtime_guard/migration.sql`, or let `realtime-guard fix --write` do that.',
  option: 'Save it as the next of your migrations, or let `realtime-guard fix --write` do that.',
  drizzle: 'Run `drizzle-kit generate --custom --name realtime_guard` and paste it into the file that makes.',
  schemas: 'Add it to the file that declares the table, and make the migration of that as usual.',
};
const WITHOUT_MIGRATIONS = 'Save it as a new migration (`supabase migration new realtime_guard`) and push that.';

/** The fix migration in full or not at all, since half of one must not be pasted; empty when SQL alone mends nothing. */
export function renderFixSection(verdict: Verdict, room: Room): string {
  const migration = renderFixMigration(verdict);
  if (migration === null) return '';
  if (migration.length > room.fix) {
    return '**The fix** is a migration too long to show here: `realtime-guard fix` prints it, `fix-file` writes it to a file.';
  }
  const { history } = verdict.shadow ?? verdict.facts;
  const howTo = history === null ? WITHOUT_MIGRATIONS : HOW_TO[history.origin];
  const isShort = migration.split('\n').length <= LINES_OPEN;
  return folded(
    '<b>The fix</b>, a migration that is safe to run twice',
    `${fenced(migration, 'sql')}\n\n${howTo}`,
    isShort,
  );
}
