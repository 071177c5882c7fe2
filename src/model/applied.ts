/** Which of this commit's migrations a running database says it has had. */
export type AppliedMigrations =
  | {
      readonly compared: true;
      /** How many files were looked for. */
      readonly files: number;
      /** Those that it has not had, in order, relative to the repository. */
      readonly missing: readonly string[];
    }
  /** Nothing to compare: no files, another tool, no right to read. */
  | { readonly compared: false; readonly reason: string };
