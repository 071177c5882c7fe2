import type { Listing } from '../model/listing.js';
import type { Conclusion } from '../model/verdict.js';
import { type JsonSubscription, toJsonSubscriptions } from './json-subscriptions.js';

/** Version 1 of the list of subscriptions as JSON. Fields may be added; none is renamed or removed. */
export interface JsonListingV1 {
  readonly version: 1;
  readonly conclusion: Conclusion;
  readonly reason: string | null;
  /** Source files that were looked at. */
  readonly files: number;
  readonly subscriptions: readonly JsonSubscription[];
  readonly limits: readonly string[];
}

/** The list for programs. */
export function toJsonListing(listing: Listing): JsonListingV1 {
  return {
    version: 1,
    conclusion: listing.conclusion,
    reason: listing.reason,
    files: listing.source.files,
    subscriptions: toJsonSubscriptions(listing),
    limits: listing.limits,
  };
}

/** The same as text, one line break at the end. */
export function renderJsonListing(listing: Listing): string {
  return `${JSON.stringify(toJsonListing(listing), null, 2)}\n`;
}
