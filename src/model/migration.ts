import type { Location } from './subscription.js';

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
