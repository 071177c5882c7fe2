import type { Location, Sdk } from '../model/subscription.js';

/** A value read from source: a text, `null` where it is absent (the server's default holds), or why it cannot be read. */
export type ReadValue =
  | { readonly known: true; readonly value: string | null }
  | {
      readonly known: false;
      readonly reason: string /** The function that nothing calls, when that is why. */;
      readonly dead?: string;
    };

/** One postgres_changes binding, as one way through the source makes it. */
export interface FoundSubscription {
  readonly sdk: Sdk;
  readonly schema: ReadValue;
  readonly table: ReadValue;
  /** As the server is sent it: `*`, `INSERT`, `UPDATE`, `DELETE`, or what the source says instead. */
  readonly event: ReadValue;
  /** One that is put together at run time has `{}` for each piece that is not known: `room_id=eq.{}`. */
  readonly filter: ReadValue;
  readonly line: number;
  readonly column: number;
  /** The calls that led to it where it is in a wrapper, the nearest one first. */
  readonly via: readonly Location[];
  /** The names of the functions that it stands in. */
  readonly within: readonly string[];
  /** The columns of the old record that the callback reads; null, or absent, when that is not known. */
  readonly oldColumns?: readonly string[] | null;
}
