import type { Exception } from '../model/exception.js';
import { type Facts, isSent } from '../model/facts.js';
import { displayIdentifier, displayName, type RelationName } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import type { TablePolicy } from '../model/table-policy.js';
import { whyTablesAreUnknown } from './mentions.js';
import { relationsByName } from './subscribed-relations.js';

export default {
  title: 'Every exception in the config file is still in date',
  severity: 'warning',
  check(facts) {
    const { exceptions, policy } = facts;
    const subjects = exceptions.length + policy.tables.length;
    if (subjects === 0) return { status: 'not-applicable', reason: 'there are no exceptions' };
    return {
      status: 'checked',
      subjects,
      found: [
        ...exceptions.filter(({ isExpired }) => isExpired).map(ended),
        ...policy.tables.filter(({ isExpired }) => isExpired).map(exemptionEnded),
        ...withoutTable(facts),
      ],
    };
  },
} satisfies Rule;

function ended({ rule, subject, until, reason, location }: Exception): Violation {
  return {
    subject: `${rule} ${subject}`,
    message: `the exception of ${subject} from ${rule} ended on ${until}`,
    detail: `it was made because: ${reason}`,
    hint: 'Mend what it was made for and remove the entry, or give it a later date.',
    fix: [],
    location,
    related: [],
  };
}

function exemptionEnded({ table, until, reason, location }: TablePolicy): Violation {
  return {
    subject: subjectOf(table),
    message: `the exemption of ${displayName(table)} from REPLICA IDENTITY FULL ended on ${until}`,
    detail: `it was made because: ${reason}`,
    hint: 'Set the table FULL and remove the entry, or give it a later date.',
    fix: [],
    location,
    related: [],
  };
}

/** Entries that are of no use to anybody: a name with a slip in it exempts nothing. What is not known is not judged. */
function withoutTable(facts: Facts): readonly Violation[] {
  const { catalog, policy } = facts;
  if (!catalog.known || whyTablesAreUnknown(facts) !== null) return [];
  const byName = relationsByName(catalog.value.relations);
  const matches = (name: RelationName): boolean => {
    const table = byName.get(name);
    return table !== undefined && isSent(table);
  };
  return policy.tables
    .filter(({ table, isExpired }) => !isExpired && !matches(table))
    .map(({ table, reason, location }) => ({
      subject: subjectOf(table),
      message: `the entry of ${displayName(table)} under tables matches no published table`,
      detail: `it exempts nothing; it was made because: ${reason}`,
      hint: `Correct the name, or remove the entry if the table has left ${displayIdentifier(policy.publication)}.`,
      fix: [],
      location,
      related: [],
    }));
}

function subjectOf(table: TablePolicy['table']): string {
  return `tables ${displayName(table)}`;
}
