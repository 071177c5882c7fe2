import type { Asked } from '../model/facts.js';
import type { UnresolvedSubscription } from '../model/source.js';
import type { Location, Subscription } from '../model/subscription.js';

/** A subscription in the JSON reports, version 1. Lines and columns count from 1. */
export interface JsonSubscription {
  /** These four are null when the table cannot be read from the source. `*` is every one. */
  readonly schema: string | null;
  readonly table: string | null;
  readonly event: string | null;
  readonly filter: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly sdk: string;
  readonly via: readonly Location[];
  /** Why the table is not known; null when it is. */
  readonly unresolved: string | null;
  /** Only `app` is judged. */
  readonly role: string;
  /** The function it stands in when nothing calls that. */
  readonly deadWrapper: string | null;
}

/** Those that are judged, then those of tests, stories and scripts, then those that could not be read. */
export function toJsonSubscriptions({ subscriptions, source }: Asked): readonly JsonSubscription[] {
  const apart = source?.subscriptions.filter(({ role }) => role !== 'app') ?? [];
  return [...[...subscriptions, ...apart].map(toJson), ...(source?.unresolved.map(toJsonUnresolved) ?? [])];
}

function toJson({ schema, table, event, filter, location, sdk, via, role }: Subscription): JsonSubscription {
  const names = { schema, table, event, filter };
  return { ...names, ...placeOf(location), sdk, via: via.map(toPlace), unresolved: null, role, deadWrapper: null };
}

function toJsonUnresolved(unresolved: UnresolvedSubscription): JsonSubscription {
  const { location, sdk, via, reason, role, deadWrapper } = unresolved;
  const names = { schema: null, table: null, event: null, filter: null };
  return { ...names, ...placeOf(location), sdk, via: via.map(toPlace), unresolved: reason, role, deadWrapper };
}

function placeOf(location: Location | null): Pick<JsonSubscription, 'file' | 'line' | 'column'> {
  return location === null ? { file: null, line: null, column: null } : toPlace(location);
}

function toPlace({ file, line, column }: Location): Location {
  return { file, line, column };
}
