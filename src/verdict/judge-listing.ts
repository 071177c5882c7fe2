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
  const isEmpty = source.files === 0;
  const isFailed = unresolved !== 'off' && fails(unresolved, failOn) && unresolvedInApp(source).length > 0;
  const conclusion: Conclusion = isEmpty ? 'undetermined' : isFailed ? 'failure' : 'success';
  return {
    conclusion,
    reason: isEmpty
      ? `no source file was found in ${sources.join(', ')}; name the folders of the application in sources`
      : null,
    subscriptions,
    source,
    limits: [...sayUnused({ subscriptions, source }), ...source.limits],
  };
}

function sayUnused({ subscriptions, source }: Read): readonly string[] {
  const [use] = source.uses;
  if (use === undefined || subscriptions.length + source.unresolved.length > 0) return [];
  return [`Realtime is used at ${displayText(use.file)}:${use.line}, but no subscription to a table was found`];
}
