import type { RelationName } from './names.js';
import { byRelation } from './relation-map.js';
import { remember } from './remember.js';

/** A place in a file of the repository. `file` is relative to the repository with `/`; line and column count from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The changes a subscription asks for; `*` is all of them. */
export type SubscribedEvent = '*' | 'INSERT' | 'UPDATE' | 'DELETE';

export const SUBSCRIBED_EVENTS: readonly SubscribedEvent[] = ['*', 'INSERT', 'UPDATE', 'DELETE'];

/** The client library that a subscription is written for. */
export type Sdk =
  | 'supabase-js'
  | 'supabase-js-v1'
  | 'legend-state'
  | 'rxdb'
  | 'refine'
  | 'supabase-cache-helpers'
  | 'supabase-flutter'
  | 'supabase-swift'
  | 'supabase-kt'
  | 'supabase-py'
  | 'supabase-csharp';

/** What the file of a subscription is for, told by its name; only `app` is judged. */
export type SourceRole = 'app' | 'test' | 'story' | 'script';

/** One postgres_changes binding: one event of one table, or of every table where `table` (or `schema`) is `*`. */
export interface Subscription {
  readonly schema: string;
  readonly table: string;
  readonly event: SubscribedEvent;
  /** As written, for example `room_id=eq.1`, with `{}` for what is put in at run time; null when there is none. */
  readonly filter: string | null;
  /** Null when it was given as an action input or a flag, which have no line. */
  readonly location: Location | null;
  /** The client library, or `declared` for the `subscriptions` option. */
  readonly sdk: Sdk | 'declared';
  /** The calls that the values came through, the nearest to the subscription first; none when they stand beside it. */
  readonly via: readonly Location[];
  readonly role: SourceRole;
  /** The columns of `payload.old` that the callback reads, in order; null when that is not known. */
  readonly oldColumns: readonly string[] | null;
}

/** Whether a subscription asks for every table rather than one. */
export function isWildcard(subscription: Subscription): boolean {
  return subscription.schema === '*' || subscription.table === '*';
}

/** Whether a subscription asks for the changes of a relation, by its name or with every other. */
export function asksFor({ schema, table }: Subscription, relation: RelationName): boolean {
  return (schema === '*' || schema === relation.schema) && (table === '*' || table === relation.name);
}

/** Tells whether a subscription asks for the changes of at least one of some relations; a list is looked through once. */
export function asksForAnyOf(relations: readonly RelationName[]): (subscription: Subscription) => boolean {
  const { namedIn, schemasOf, namesOf } = LOOKUPS;
  return ({ schema, table }) => {
    if (table === '*') return schema === '*' ? relations.length > 0 : schemasOf(relations).has(schema);
    return schema === '*' ? namesOf(relations).has(table) : namedIn(relations).has({ schema, name: table });
  };
}

/** Made when the first subscription of their kind asks. */
const LOOKUPS = {
  namedIn: remember((relations: readonly RelationName[]) => byRelation(relations)),
  schemasOf: remember((relations: readonly RelationName[]) => new Set(relations.map(({ schema }) => schema))),
  namesOf: remember((relations: readonly RelationName[]) => new Set(relations.map(({ name }) => name))),
};
