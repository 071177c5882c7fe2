import type { Statement } from '../../model/migration.js';
import { quoteRelation } from '../../model/names.js';
import type { ReplayDatabase } from './replay-database.js';
import { takesPlaceholder } from './replay-shape.js';
import type { SqlFailure } from './replay-statement.js';
import { type CreatedNames, mayBeCreated, missingRelation, type WrittenName } from './salvage-names.js';

/** More than any one statement was seen to need. */
const MOST_AT_ONCE = 100;

/**
 * Runs a statement again with the relations it misses made up, as long as it misses one that nothing in the history
 * creates: a table made in the dashboard. It must be there from the first touch on, because blocks that ask first whether
 * a table exists skip it without a word. The new tables are added to `placed` by their ids.
 */
export async function salvage(
  database: ReplayDatabase,
  { text }: Statement,
  run: (database: ReplayDatabase) => Promise<SqlFailure | null>,
  first: SqlFailure,
  created: CreatedNames,
  placed: Set<number>,
): Promise<SqlFailure | null> {
  let failure: SqlFailure | null = first;
  for (let made = 0; made < MOST_AT_ONCE && failure?.code === '42P01' && takesPlaceholder(text); made += 1) {
    const missing = missingRelation(failure.message);
    if (missing === null || mayBeCreated(created, missing)) break;
    const id = await makePlaceholder(database, missing);
    if (id === null) break;
    placed.add(id);
    failure = await run(database);
  }
  return failure;
}

/** Its id, or null when it cannot be made, for example without a current schema. */
async function makePlaceholder(database: ReplayDatabase, { schema, name }: WrittenName): Promise<number | null> {
  try {
    const [row] = schema === null ? await database.select('select current_schema()::text as schema') : [{ schema }];
    if (typeof row?.['schema'] !== 'string') return null;
    const relation = quoteRelation({ schema: row['schema'], name });
    await database.exec(`create table ${relation} (id uuid primary key default gen_random_uuid())`);
    const [made] = await database.select('select $1::regclass::oid::bigint::integer as id', [relation]);
    return typeof made?.['id'] === 'number' ? made['id'] : null;
  } catch {
    return null;
  }
}
