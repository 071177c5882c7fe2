import type { CatalogRequest } from '../../src/catalog/read-catalog.js';
import type { Subscription } from '../../src/model/subscription.js';

/** What is asked of a database for supabase_realtime and Supabase's roles, but for what the test changes. */
export function catalogRequest(
  subscriptions: readonly Subscription[] = [],
  changes: Partial<CatalogRequest> = {},
): CatalogRequest {
  return {
    publication: 'supabase_realtime',
    subscriptions,
    roles: ['anon', 'authenticated'],
    hasStatistics: true,
    ...changes,
  };
}
