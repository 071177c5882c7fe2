import type { UnresolvedSubscription } from '../model/source.js';
import { type SourceRole, SUBSCRIBED_EVENTS, type SubscribedEvent, type Subscription } from '../model/subscription.js';
import type { FoundSubscription, ReadValue } from './found.js';

/** A subscription as a fact: what it asks the server for, with the server's defaults, or why that is not known. */
export type SubscriptionFact =
  | { readonly kind: 'read'; readonly subscription: Subscription }
  | { readonly kind: 'unresolved'; readonly subscription: UnresolvedSubscription };

/**
 * Applies the server's rules: a table alone is in schema public, a schema alone is every table of it, an event that the
 * server does not know is every event. Source: supabase/realtime, subscriptions.ex.
 */
export function toFact(found: FoundSubscription, file: string, role: SourceRole): SubscriptionFact {
  const { sdk, schema, table, via } = found;
  const location = { file, line: found.line, column: found.column };
  const problem = whyUnknown('table', table) ?? whyUnknown('schema', schema);
  if (problem !== null) {
    return {
      kind: 'unresolved',
      subscription: { location, sdk, role, reason: problem.reason, via, deadWrapper: problem.dead },
    };
  }
  return {
    kind: 'read',
    subscription: {
      schema: (schema.known ? schema.value : null) ?? 'public',
      table: (table.known ? table.value : null) ?? '*',
      event: toEvent(found.event),
      filter: found.filter.known ? found.filter.value || null : '{}',
      location,
      sdk,
      via,
      role,
      oldColumns: found.oldColumns ?? null,
    },
  };
}

function whyUnknown(what: string, value: ReadValue): { readonly reason: string; readonly dead: string | null } | null {
  if (value.known) return null;
  const { dead = null } = value;
  const reason = shorten(value.reason);
  if (reason.startsWith('the ')) return { reason, dead };
  const said = reason.startsWith('it ')
    ? `the ${what} ${reason.slice('it '.length)}`
    : `the ${what} cannot be read: ${reason}`;
  return { reason: said, dead };
}

/** A reason may hold a piece of the source. */
function shorten(reason: string): string {
  return reason.length > LONGEST_REASON ? `${reason.slice(0, LONGEST_REASON)}...` : reason;
}

const LONGEST_REASON = 200;

function toEvent(event: ReadValue): SubscribedEvent {
  const said = event.known ? event.value?.toUpperCase() : undefined;
  return SUBSCRIBED_EVENTS.find((known) => known === said) ?? '*';
}
