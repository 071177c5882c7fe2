import { InputError } from './model/input-error.js';
import type { Listing } from './model/listing.js';
import type { ListingOptions } from './model/options.js';
import { readSource } from './read-source.js';
import { judgeListing } from './verdict/judge-listing.js';

/**
 * What the application subscribes to, read from its source; no database is opened.
 * @throws InputError when no source is to be read, or there is no such list
 */
export async function listSubscriptions(options: ListingOptions): Promise<Listing> {
  if (options.format !== 'text' && options.format !== 'json') {
    throw new InputError(`--format: subscriptions are listed as text or json, not as "${options.format}"`);
  }
  const scan = options.scan === null ? null : { ...options.scan, isForList: true };
  const { subscriptions, source } = await readSource({ ...options, scan });
  if (options.scan === null || source === null) {
    throw new InputError('sources is off, and the list is read from the source; name the folders of the application');
  }
  return judgeListing({ subscriptions, source }, options, options.scan.sources);
}
