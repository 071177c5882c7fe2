import type { MigrationFile, Statement } from '../model/migration.js';
import { readSql } from './read-sql.js';
import { splitStatements } from './split-statements.js';

/**
 * The statements of a migration in order, each with its place; psql commands and rows for COPY are left out.
 * @throws InputError when the file cannot be read
 */
export function readStatements({ path, file }: MigrationFile): readonly Statement[] {
  return splitStatements(readSql(path))
    .filter(({ kind }) => kind === 'statement')
    .map(({ text, line, column }) => ({ text, location: { file, line, column } }));
}
