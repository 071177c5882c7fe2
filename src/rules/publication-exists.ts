import type { Facts } from '../model/facts.js';
import { displayIdentifier } from '../model/names.js';
import { nearestName } from '../model/nearest-name.js';
import type { Rule, Violation } from '../model/outcome.js';
import { isPublishable, publishFix } from './publish-fix.js';
import { askedAt, subscribedRelations } from './subscribed-relations.js';

export default {
  title: 'The publication that Realtime reads exists',
  severity: 'error',
  check(facts) {
    const { catalog, subscriptions } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const { publication } = catalog.value;
    if (publication.exists) return { status: 'checked', subjects: 1, found: [] };

    const name = displayIdentifier(publication.name);
    const near = nearestName(publication.name, publication.otherPublications);
    const tables = subscribedRelations(catalog.value, subscriptions)
      .flatMap(({ relation }) => relation ?? [])
      .filter(isPublishable);
    return {
      status: 'checked',
      subjects: 1,
      found: [
        {
          subject: name,
          message: `publication ${name} does not exist`,
          detail: 'Realtime finds no published table: channels report SUBSCRIBED and no event ever arrives',
          hint:
            near === null
              ? 'Create the publication with the tables the application subscribes to, or name the right one in the publication option.'
              : `Set the publication option to ${displayIdentifier(near)} if that is the one Realtime reads, or create ${name}.`,
          fix:
            near === null
              ? [
                  { kind: 'create-publication', publication: publication.name },
                  ...tables.flatMap((table) => publishFix(table, facts) ?? []),
                ]
              : [],
          ...whereMissing(facts),
        },
      ],
    };
  },
} satisfies Rule;

/** The statement that dropped it last; without one, the lines of the application that count on it. */
function whereMissing({ history, subscriptions, policy }: Facts): Pick<Violation, 'location' | 'related'> {
  const asked = askedAt(subscriptions);
  const dropped = history?.events.findLast(
    ({ kind, publication }) => kind === 'publication-dropped' && publication === policy.publication,
  );
  if (dropped === undefined) return asked;
  const line = asked.location === null ? [] : [{ ...asked.location, label: 'subscribed here' }];
  return { location: dropped.location, related: [...line, ...asked.related] };
}
