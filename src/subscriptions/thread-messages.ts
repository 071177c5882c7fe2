import type { ReadFile } from './read-file.js';

/** What the thread is started with; paths are absolute. */
export interface ThreadData {
  readonly repository: string;
  /** For the pieces of the search, and for those of the reading. */
  readonly searches: SharedArrayBuffer;
  readonly readings: SharedArrayBuffer;
}

/** Work that the thread may take. */
export type Work =
  /** Files to search, in the order they were met. */
  | { readonly work: 'search'; readonly piece: number; readonly paths: readonly string[] }
  /** Candidates to read, in the languages that have no parser; all files were given to search before. */
  | { readonly work: 'read'; readonly groups: readonly ReadPiece[] };

/** The candidates of one project. */
export interface ReadPiece {
  readonly piece: number;
  readonly paths: readonly string[];
}

/** What came of a piece. */
export type Done =
  | { readonly work: 'search'; readonly piece: number; readonly holding: readonly string[] }
  | { readonly work: 'read'; readonly piece: number; readonly files: readonly ReadFile[] };
