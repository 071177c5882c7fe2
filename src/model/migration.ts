import type { Location } from './subscription.js';

/** Where a project's migrations were found, which decides their order and what counts as one. */
export type MigrationOrigin = 'supabase' | 'schemas' | 'prisma' | 'drizzle' | 'option';

export interface MigrationFile {
  /** Absolute. */
  readonly path: string;
  /** Relative to the repository with `/`, as locations name it. */
  readonly file: string;
}

/** The files of a history in the order they are applied, and those left out with the reason in words. */
export interface MigrationHistory {
  readonly origin: MigrationOrigin;
  readonly files: readonly MigrationFile[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

/** One SQL statement as the file has it: from its first token to its end, without the semicolon. */
export interface Statement {
  readonly text: string;
  readonly location: Location;
}

/** A statement that failed in the replay, with the server's words. */
export interface FailedStatement {
  readonly statement: Statement;
  readonly code: string;
  readonly message: string;
  /** Whether it could have changed what Realtime needs: tables, publications, replica identity, row security, or a DO block. */
  readonly matters: boolean;
}
