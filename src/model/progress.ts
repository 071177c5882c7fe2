/** How far a replay is, told before each statement and after the last. */
export interface ReplayProgress {
  /** The file that the next statement is in; null after the last. */
  readonly file: string | null;
  readonly files: { readonly done: number; readonly all: number };
  readonly statements: { readonly done: number; readonly all: number };
}
