import type { MigrationHistory } from '../model/migration.js';

/** A migration as the Supabase CLI notes it in the database when it has applied it. */
export interface ExpectedVersion {
  /** Relative to the repository. */
  readonly file: string;
  readonly version: string;
  readonly name: string;
}

/**
 * The migrations that a database keeps account of: files in a folder supabase/migrations with the names that the CLI
 * takes. Others are applied by other tools, or by nobody.
 * Source: supabase/cli, pkg/migration/file.go.
 */
export function expectedVersions(history: MigrationHistory | null): readonly ExpectedVersion[] {
  if (history === null) return [];
  return history.files.flatMap(({ file, path }): readonly ExpectedVersion[] => {
    const [, version, name] = /[\\/]supabase[\\/]migrations[\\/]([0-9]+)_([^\\/]*)\.sql$/.exec(path) ?? [];
    return version === undefined || name === undefined ? [] : [{ file, version, name }];
  });
}
