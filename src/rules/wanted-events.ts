import type { Catalog, Facts } from '../model/facts.js';
import type { RelationName } from '../model/names.js';
import { parseFilter } from '../model/parse-filter.js';
import { remember } from '../model/remember.js';
import type { SubscribedEvent, Subscription } from '../model/subscription.js';
import { subscriptionsThatGet } from './subscribed-relations.js';

/** The events that are changes of a row, in the order people say them. */
export const ROW_EVENTS = ['INSERT', 'UPDATE', 'DELETE'] as const satisfies readonly SubscribedEvent[];

export type RowEvent = (typeof ROW_EVENTS)[number];

/** `INSERT, UPDATE and DELETE`. */
export function sayTogether(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** Whether a subscription gets events of that kind. */
export function wants({ event }: Subscription, wanted: RowEvent): boolean {
  return event === '*' || event === wanted;
}

/** Tells whether somebody waits for a change that policies are asked of: a DELETE is sent whatever they say. */
export function rowReadersOf(subscriptions: readonly Subscription[]): (name: RelationName) => boolean {
  const getting = subscriptionsThatGet(subscriptions);
  // Many tables are asked for by one list, that of their schema.
  const haveRows = remember((some: readonly Subscription[]) =>
    some.some((one) => wants(one, 'INSERT') || wants(one, 'UPDATE')),
  );
  return (name) => haveRows(getting(name));
}

/** The subscriptions that get the DELETEs of what they name; none where the publication sends no DELETE. */
export function whoGetsDeletes(
  { publication }: Catalog,
  subscriptions: readonly Subscription[],
): readonly Subscription[] {
  if (!publication.exists || !publication.publishes.delete) return [];
  return subscriptions.filter((subscription) => wants(subscription, 'DELETE'));
}

/**
 * Tells of a subscription whether its event is certain. One that cannot be read from the source is taken for every
 * event, as the server takes one that it does not know; the application may then well ask for less.
 */
export function eventIsCertain({ source }: Facts): (subscription: Subscription) => boolean {
  const open = new Set(
    (source?.bindings ?? [])
      .filter(({ event }) =>
        event.some((value) => value.kind === 'unknown' || (value.kind === 'text' && !value.isWhole)),
      )
      .map(({ location }) => `${location.file}\0${location.line}\0${location.column}`),
  );
  return ({ event, sdk, location }) =>
    event !== '*' ||
    sdk === 'declared' ||
    location === null ||
    !open.has(`${location.file}\0${location.line}\0${location.column}`);
}

/**
 * The columns that a subscription filters by, each once; none when the server refuses the filter. Where a piece is put
 * in at run time, those that are certain: what stands behind an unknown column is not guessed at.
 */
export function filterColumns(subscription: Subscription): readonly string[] {
  return subscription.filter === null ? NONE : columnsOf(subscription);
}

const NONE: readonly string[] = [];

/** Several rules ask. */
const columnsOf = remember(({ filter }: Subscription): readonly string[] => {
  const parsed = parseFilter(filter ?? '', false);
  return parsed.accepted ? [...new Set(parsed.conditions.map(({ column }) => column))] : NONE;
});
