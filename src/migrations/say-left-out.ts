import type { MigrationHistory } from '../model/migration.js';

const TOLD = 5;

/** A sentence for each file that looks like a migration and is none, and one for how many there are besides. */
export function sayLeftOut(migrations: MigrationHistory | null): readonly string[] {
  const leftOut = (migrations?.skipped ?? []).filter(({ file }) => /[.*]sql$/i.test(file));
  const told = leftOut.slice(0, TOLD).map(({ file, reason }) => `${file} was not replayed: ${reason}`);
  const more = leftOut.length - told.length;
  return more > 0 ? [...told, `${more} more files that look like migrations were not replayed`] : told;
}
