/** A source file that was found and not yet read. */
export interface SourcePath {
  /** Absolute, as the system writes it. */
  readonly path: string;
  /** Relative to the repository, with `/`; absolute when it is outside. */
  readonly file: string;
  /** In lower case with the dot, for example `.ts`. */
  readonly extension: string;
}

/** The extension of a name as `SourcePath` has it; empty when there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot).toLowerCase() : '';
}
