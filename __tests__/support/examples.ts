import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The birth story's two projects. */
export type Example = 'broken' | 'healthy';

/** The project's folder, absolute. */
export function exampleFolder(example: Example): string {
  return resolve('examples/crm-realtime', example);
}

/** The project's migrations in the order they are applied, as one text. */
export function exampleMigrations(example: Example): string {
  const folder = join(exampleFolder(example), 'supabase/migrations');
  return readdirSync(folder)
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}
