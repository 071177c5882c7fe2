/** A place in a file of the repository. `file` is relative to the repository with `/`; line and column count from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The changes a subscription asks for; `*` is all of them. */
export type SubscribedEvent = '*' | 'INSERT' | 'UPDATE' | 'DELETE';

export const SUBSCRIBED_EVENTS: readonly SubscribedEvent[] = ['*', 'INSERT', 'UPDATE', 'DELETE'];

/** One postgres_changes binding: one event of one table, or of every table where `table` (or `schema`) is `*`. */
export interface Subscription {
  readonly schema: string;
  readonly table: string;
  readonly event: SubscribedEvent;
  /** As written, for example `room_id=eq.1`; null when there is none. */
  readonly filter: string | null;
  /** Null when it was given as an action input or a flag, which have no line. */
  readonly location: Location | null;
  /** The client library, or `declared` for the `subscriptions` option. */
  readonly sdk: 'declared';
}

/** Whether a subscription asks for every table rather than one. */
export function isWildcard(subscription: Subscription): boolean {
  return subscription.schema === '*' || subscription.table === '*';
}
