import { type Facts, isSent, type Relation } from '../model/facts.js';
import { displayName, displayText } from '../model/names.js';
import { plural } from '../model/plural.js';
import { asksForAnyOf, type Subscription } from '../model/subscription.js';
import { exemptionOf } from '../model/table-policy.js';

/** How many places a sentence names. */
const PLACES_SAID = 3;

/** What the project's policy kept replica-identity-full from saying, in words. */
export function sayIdentityPolicy(facts: Facts): readonly string[] {
  const { catalog, policy } = facts;
  if (!catalog.known || !policy.replicaIdentityFull) return [];
  const spared = catalog.value.relations.filter((relation) => isSent(relation) && relation.relreplident !== 'f');
  return [...sayExempt(spared, facts), ...(policy.replicaIdentity === 'when-needed' ? sayUnseen(spared, facts) : [])];
}

function sayExempt(spared: readonly Relation[], { policy }: Facts): readonly string[] {
  if (policy.tables.length === 0) return [];
  return spared.flatMap((table) => {
    const entry = exemptionOf(table, policy.tables);
    if (entry === null) return [];
    const until = entry.until === null ? '' : ` until ${entry.until}`;
    return [`table ${displayName(table)} need not have REPLICA IDENTITY FULL${until}, because ${entry.reason}`];
  });
}

/** Where a need is not known, nobody was told that there is none. */
function sayUnseen(spared: readonly Relation[], { subscriptions, policy }: Facts): readonly string[] {
  const judged = spared.filter((table) => exemptionOf(table, policy.tables) === null);
  const concerned = subscriptions.filter(isUnseen).filter(asksForAnyOf(judged));
  const places = [
    ...new Set(concerned.flatMap(({ location }) => (location ? `${location.file}:${location.line}` : []))),
  ];
  if (places.length === 0) return [];
  const named = places.slice(0, PLACES_SAID).map(displayText).join(', ');
  const more = places.length > PLACES_SAID ? ' and others' : '';
  return [
    `what is read of payload.old is not known for ${plural(places.length, 'callback')} (${named}${more}): whether that needs REPLICA IDENTITY FULL was not checked`,
  ];
}

/** What the project declares has no callback, and an INSERT has no old row. */
function isUnseen({ sdk, oldColumns, event }: Subscription): boolean {
  return sdk !== 'declared' && oldColumns === null && event !== 'INSERT';
}
