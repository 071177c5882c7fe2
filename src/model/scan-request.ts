import type { SourceFacts } from './source.js';
import type { Location } from './subscription.js';

/** What to look for subscriptions in; paths are absolute but for `sources`. */
export interface ScanRequest {
  /** What `sources` start from. */
  readonly cwd: string;
  /** What the names of files are relative to. */
  readonly repository: string;
  /** Folders, files and globs; one with `!` in front leaves out what it matches. */
  readonly sources: readonly string[];
  readonly wrappers: readonly WrapperHint[];
  /**
   * Places that the config file answers: what cannot be read there is no longer unresolved. Line 0 is the whole file,
   * column 0 the whole line.
   */
  readonly resolved: readonly Location[];
  /**
   * Whether only the subscriptions are asked for; absent is no. Then nothing is looked for that a rule alone would judge:
   * neither what bindings do to each other, nor what a callback reads, nor which clients are locked.
   */
  readonly isForList?: boolean;
}

/** A function of the application that subscribes for its callers, as the config file names it. */
export interface WrapperHint {
  readonly name: string;
  /** Where a call says the table: the index of the argument, then the properties in it. */
  readonly table: readonly (string | number)[];
  /** In the config file. */
  readonly location: Location;
}

/** Reads the application's source. Never throws: what cannot be read is in the facts' limits. */
export type ScanSources = (request: ScanRequest) => Promise<SourceFacts>;
