import type { RelationName } from './names.js';

/**
 * What came of planning a read of every published table with row security on, as each role that subscribers have. Realtime
 * reads each changed row so; an error in it is an error for every subscriber. An error that only some row or some user
 * causes is not seen; nor is one within a function, but for a database that the migrations were replayed in.
 */
export interface PolicyProbe {
  /** The roles it was tried for. */
  readonly roles: readonly string[];
  /** Those the login may not take on, with the server's words. */
  readonly refused: readonly { readonly role: string; readonly message: string }[];
  /** How many tables were tried for at least one role. */
  readonly tables: number;
  readonly failures: readonly PolicyFailure[];
  /** Tables that could not be tried, because they are locked or there was no time. */
  readonly leftOut: readonly { readonly table: RelationName; readonly reason: string }[];
}

export interface PolicyFailure {
  readonly table: RelationName;
  readonly role: string;
  /** SQLSTATE. */
  readonly code: string;
  readonly message: string;
  /** Whether it may depend on the row or on another policy that it comes to that at all. */
  readonly isConditional?: boolean;
}
