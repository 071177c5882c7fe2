import { type Catalog, isSent, type Relation } from '../model/facts.js';
import { remember } from '../model/remember.js';
import { asksForAnyOf, isWildcard, type Subscription } from '../model/subscription.js';
import { askedName, relationsByName } from './subscribed-relations.js';

/*
 * Relations of a catalogue that many rules look at: of ten thousand each list is put together once.
 */

/** Tables whose own changes are sent, in the order of the catalogue. */
export const sentTables = remember(({ relations }: Catalog): readonly Relation[] => relations.filter(isSent));

/** Those of them that go by their own name. What is sent through a partition root reaches nobody. */
export const tablesSentByName = remember((catalog: Catalog): readonly Relation[] =>
  sentTables(catalog).filter(({ published }) => published),
);

/** What a subscription is looked up in. */
export const publishedRelations = remember(({ relations }: Catalog): readonly Relation[] =>
  relations.filter(({ published }) => published),
);

/** Tells whether the server finds something in the publication for a subscription. */
export const isPublished = remember((catalog: Catalog): ((subscription: Subscription) => boolean) => {
  const byName = relationsByName(catalog.relations);
  const asksForAny = asksForAnyOf(publishedRelations(catalog));
  return (subscription) =>
    isWildcard(subscription) ? asksForAny(subscription) : (byName.get(askedName(subscription))?.published ?? false);
});
