import type { Database, Query } from '../database/database.js';
import { giveQuery, takeQuery } from './queries/block.sql.js';

/**
 * Runs a DO block, which can do what no query can: catch an error, so that a right that is missing costs one fact and not
 * the transaction. It is given its input, and gives its output, as JSON in a setting. All is sent without waiting.
 * @returns what the block made, in the words of the model
 */
export async function runBlock(database: Database, block: Query<object>, input: unknown): Promise<unknown> {
  const [, , [row]] = await Promise.all([
    database.query(giveQuery, [JSON.stringify(input)]),
    database.query(block, []),
    database.query(takeQuery, []),
  ]);
  if (row === undefined) throw new Error(`block ${block.name} returned no row`);
  return JSON.parse(row.output);
}
