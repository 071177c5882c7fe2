import { PGlite } from '@electric-sql/pglite';
import type { ReplayDatabase } from '../../src/database/embedded/replay-database.js';
import type { Statement } from '../../src/model/migration.js';

/** What the replay needs of Supabase, and no more, in the engine as it comes. */
const BASELINE = `
create role anon; create role authenticated; create role service_role;
create schema extensions; create schema auth; create table auth.users (id uuid primary key);
create publication supabase_realtime;
grant all on schema public to authenticated;`;

export interface BareEmbedded extends ReplayDatabase {
  close(): Promise<void>;
}

/** The embedded engine without the baseline and the extensions that users get: quick to read, and told apart from them. */
export async function openBareEmbedded(): Promise<BareEmbedded> {
  const engine = await PGlite.create();
  await engine.exec(BASELINE);
  return {
    exec: async (sql) => void (await engine.exec(sql)),
    select: async (sql, parameters = []) => (await engine.query<Record<string, unknown>>(sql, [...parameters])).rows,
    close: () => engine.close(),
  };
}

/**
 * A file of statements, each in a paragraph of its own, so that tests read as SQL and need no splitter. The statement
 * of the first paragraph is on line 1, the next on line 2 and so on.
 */
export function file(name: string, sql: string): { file: string; statements: readonly Statement[] } {
  const statements = sql
    .split(/\n\s*\n/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
  return {
    file: name,
    statements: statements.map((text, index) => ({ text, location: { file: name, line: index + 1, column: 1 } })),
  };
}
