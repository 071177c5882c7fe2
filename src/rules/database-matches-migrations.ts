import type { Catalog, Facts, Relation } from '../model/facts.js';
import type { History } from '../model/history.js';
import { displayIdentifier, displayName } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import { exemptionOf } from '../model/table-policy.js';
import { mentionsPublication, mentionsTable } from './mentions.js';
import { publishFix } from './publish-fix.js';
import { historiesByName, relationsByName } from './subscribed-relations.js';
import { publishedRelations } from './tables-of.js';

export default {
  title: 'The database publishes what the migrations publish',
  severity: 'warning',
  check(facts) {
    const { catalog, migrated, policy } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    if (migrated === null) return { status: 'not-applicable', reason: 'there are not both a database and migrations' };
    const { history } = migrated;
    if (!mentionsPublication(history, policy.publication)) {
      return {
        status: 'not-applicable',
        reason: `no migration mentions publication ${displayIdentifier(policy.publication)}: its tables were set elsewhere`,
      };
    }
    const [live, replayed] = [publishedRelations(catalog.value), publishedRelations(migrated.catalog)];
    const onlyLive = live.filter((relation) => !isPublishedIn(relation, migrated.catalog));
    const onlyReplayed = replayed.filter((relation) => !isPublishedIn(relation, catalog.value));
    return {
      status: 'checked',
      subjects: live.length + onlyReplayed.length,
      found: [
        // A statement that failed in the replay may be what published it: migrations-replay tells that one.
        ...onlyLive
          .filter((relation) => !mentionsTable(history.failed, relation))
          .map((relation) => inNoMigration(relation, facts, history)),
        ...onlyReplayed.map((relation) => notInDatabase(relation, policy.publication)),
      ],
    };
  },
} satisfies Rule;

function isPublishedIn(relation: Relation, { relations }: Catalog): boolean {
  return relationsByName(relations).get(relation)?.published ?? false;
}

function inNoMigration(relation: Relation, facts: Facts, { relations }: History): Violation {
  const { policy } = facts;
  const publication = displayIdentifier(policy.publication);
  const name = displayName(relation);
  const made = historiesByName(relations).get(relation);
  // The migrations do not give it the identity that it has in the database: the fix sets it there, too.
  const asMade = exemptionOf(relation, policy.tables) === null ? { ...relation, relreplident: 'd' as const } : relation;
  return {
    subject: name,
    message: `table ${name} is in publication ${publication} of the database but not of the migrations`,
    detail: 'the next reset and every new branch are without it: channels report SUBSCRIBED and no event ever arrives',
    hint:
      made === undefined
        ? `Create the table in a migration and add it to ${publication} there.`
        : `Add the table to ${publication} in a migration.`,
    fix: made === undefined ? [] : (publishFix(asMade, facts) ?? []),
    location: made?.createdAt ?? null,
    related: [],
  };
}

function notInDatabase(relation: Relation, publication: string): Violation {
  const name = displayName(relation);
  return {
    subject: name,
    message: `table ${name} is in publication ${displayIdentifier(publication)} of the migrations but not of the database`,
    detail: 'the database has not had that migration, or somebody has taken the table out since',
    hint: 'Apply the migrations to the database, or add the table to the publication there again.',
    fix: [],
    location: relation.publishedAt,
    related: [],
    confidence: relation.confidence,
  };
}
