import type { Listing } from '../model/listing.js';
import { displayText } from '../model/names.js';
import type { ListingOptions } from '../model/options.js';
import { type SourceFacts, unresolvedInApp } from '../model/source.js';
import type { Subscription } from '../model/subscription.js';
import type { Conclusion } from '../model/verdict.js';
import { fails } from './judge.js';

/** What the source was read for, and what counts as a failure of it. */
export interface Read {
  readonly subscriptions: readonly Subscription[];
  readonly source: SourceFacts;
}

/**
 * Decides how a list of subscriptions went: undetermined when there was no source to read, a failure only when some
 * table could not be read and that is severe enough.
 * @param sources as they were given, for the sentence that says nothing was found there
 */
export function judgeListing(
  { subscriptions, source }: Read,
  { unresolved, failOn }: Pick<ListingOptions, 'unresolved' | 'failOn'>,
  sources: readonly string[],
): Listing {
  const doubt = whyNothing({ subscriptions, source }, sources);
  const isFailed = unresolved !== 'off' && fails(unresolved, failOn) && unresolvedInApp(source).length > 0;
  const conclusion: Conclusion = doubt !== null ? 'undetermined' : isFailed ? 'failure' : 'success';
  return { conclusion, reason: doubt, subscriptions, source, limits: source.limits };
}

/** Why an empty list is no answer; null when it is one. */
function whyNothing({ subscriptions, source }: Read, sources: readonly string[]): string | null {
  if (source.files === 0) {
    return `no source file was found in ${sources.join(', ')}; name the folders of the application in sources`;
  }
  const [use] = source.uses;
  const found = [subscriptions, source.subscriptions, source.unresolved, source.bindings];
  if (use === undefined || found.some(({ length }) => length > 0)) return null;
  return `postgres_changes is used at ${displayText(use.file)}:${use.line}, but no subscription was found; name what subscribes with wrappers in realtime-guard.yml, or the tables in the subscriptions option`;
}
