/** A file of the application that has been read. */
export interface SourceFile {
  /** Absolute. */
  readonly path: string;
  /** Relative to the repository, with `/`. */
  readonly file: string;
  readonly text: string;
}
