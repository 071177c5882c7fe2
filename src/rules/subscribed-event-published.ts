import type { Catalog, Facts, Publication } from '../model/facts.js';
import { displayIdentifier, displayPattern } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import { groupByRelation } from '../model/relation-map.js';
import type { Subscription } from '../model/subscription.js';
import { whyTablesAreUnknown } from './mentions.js';
import { publishEventsFix, whoForbidsEvents } from './publish-events-fix.js';
import { askedAt, askedName } from './subscribed-relations.js';
import { isPublished } from './tables-of.js';
import { ROW_EVENTS, type RowEvent, sayTogether, wants } from './wanted-events.js';

type Published = Extract<Publication, { exists: true }>;

export default {
  title: 'Every subscribed event is published',
  severity: 'error',
  check(facts) {
    const { catalog, subscriptions } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const { publication } = catalog.value;
    if (!publication.exists) return { status: 'not-applicable', reason: 'the publication does not exist' };
    // What is not published at all is the story of subscribed-table-published.
    const answered = groupByRelation(subscriptions.filter(isPublished(catalog.value)), askedName).groups;
    if (answered.length === 0) {
      const doubt = subscriptions.length === 0 ? null : whyTablesAreUnknown(facts);
      if (doubt !== null) return { status: 'unknown', reason: doubt };
      return { status: 'not-applicable', reason: 'no published table is subscribed to' };
    }
    const unsent = ROW_EVENTS.filter((event) => !sends(publication, event));
    const blockedBy = rememberBlocked(catalog.value, facts);
    return {
      status: 'checked',
      subjects: answered.length,
      found: answered.flatMap((alike) => judge(alike, unsent, publication, blockedBy)),
    };
  },
} satisfies Rule;

/** Every table is looked at for it, so that it is asked once for each set of events. */
function rememberBlocked(
  catalog: Catalog,
  facts: Pick<Facts, 'policyProbe'>,
): (missing: readonly RowEvent[]) => string | null {
  const known = new Map<string, string | null>();
  return (missing) => {
    const key = missing.join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const blocked = whoForbidsEvents(catalog, missing, facts);
    known.set(key, blocked);
    return blocked;
  };
}

function sends({ publishes }: Published, event: RowEvent): boolean {
  return { INSERT: publishes.insert, UPDATE: publishes.update, DELETE: publishes.delete }[event];
}

/**
 * All that is subscribed to under one name. Who asks for every event may well know that some are not sent; it is an
 * error only where one is named, or where nothing is left to arrive.
 */
function judge(
  alike: readonly Subscription[],
  unsent: readonly RowEvent[],
  publication: Published,
  blockedBy: (missing: readonly RowEvent[]) => string | null,
): readonly Violation[] {
  const [first] = alike;
  const missing = unsent.filter((event) => alike.some((subscription) => wants(subscription, event)));
  if (first === undefined || missing.length === 0) return [];
  const isNamed = alike.some(({ event }) => unsent.some((one) => one === event)) || unsent.length === ROW_EVENTS.length;
  const said = sayTogether(missing);
  const blocked = isNamed ? blockedBy(missing) : null;
  return [
    {
      subject: displayPattern(first),
      message: `${said} of ${displayPattern(first)} ${missing.length > 1 ? 'are' : 'is'} subscribed to but not published by ${displayIdentifier(publication.name)}`,
      detail: `the channel reports SUBSCRIBED, and no ${sayTogether(missing, 'or')} ever arrives`,
      hint: hintFor(missing, publication, isNamed, blocked),
      fix: isNamed && blocked === null ? publishEventsFix(publication, missing) : [],
      ...askedAt(alike.filter((subscription) => missing.some((event) => wants(subscription, event)))),
      ...(isNamed ? {} : { severity: 'warning' as const }),
    },
  ];
}

function hintFor(missing: readonly RowEvent[], { name }: Published, isNamed: boolean, blocked: string | null): string {
  const publication = displayIdentifier(name);
  if (blocked !== null) {
    return `First see to table ${blocked}, whose UPDATE or DELETE would fail or whose events would arrive empty; then add ${sayTogether(missing).toLowerCase()} to the publish option of ${publication}.`;
  }
  return isNamed
    ? `Add ${sayTogether(missing).toLowerCase()} to the publish option of ${publication} in a migration.`
    : 'Subscribe to the events that are meant by name; if the others are meant as well, the publication has to send them.';
}
