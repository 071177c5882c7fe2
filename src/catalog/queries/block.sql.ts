import type { Query } from '../../database/database.js';

/** $1 text: the input of the block to come, as JSON. Of a read-only transaction it is undone with the rest. */
export const giveQuery: Query<{ readonly input: string }> = {
  name: 'block input',
  columns: { input: 'text' },
  sql: `select pg_catalog.set_config('realtime_guard.input', $1::text, false) as input`,
};

/** What the block left. */
export const takeQuery: Query<{ readonly output: string }> = {
  name: 'block output',
  columns: { output: 'text' },
  sql: `select pg_catalog.current_setting('realtime_guard.output') as output`,
};
