import type { Statement } from '../../model/migration.js';
import { quoteIdentifier, quoteRelation } from '../../model/names.js';
import type { ReplayDatabase } from './replay-database.js';
import type { SqlFailure } from './replay-statement.js';
import { alteredIfThere, createdNames, mayBeCreated, type WrittenName } from './salvage-names.js';

/** An ALTER TABLE IF EXISTS that found nothing where the history has a table. */
export interface Skipped {
  readonly missed: WrittenName;
  readonly failure: SqlFailure;
}

/**
 * Whether a statement that went through did nothing because the one that makes its table had failed before it and waits
 * for its second try; null when it did what it says, or would do nothing in any order.
 */
export async function findSkipped(
  database: ReplayDatabase,
  statement: Statement,
  failed: readonly { readonly statement: Statement }[],
): Promise<Skipped | null> {
  const missed = failed.length === 0 ? null : alteredIfThere(statement);
  if (missed === null || !mayBeCreated(createdNames(failed.map((one) => one.statement)), missed)) return null;
  if (await isThere(database, missed)) return null;
  return { missed, failure: { code: '42P01', message: `relation "${missed.name}" does not exist, skipping` } };
}

/** Whether there is a relation of that name now; one without a schema is looked for along the search path. */
export async function isThere(database: ReplayDatabase, { schema, name }: WrittenName): Promise<boolean> {
  const written = schema === null ? quoteIdentifier(name) : quoteRelation({ schema, name });
  const [row] = await database.select('select to_regclass($1) is not null as there', [written]);
  return row?.['there'] === true;
}
