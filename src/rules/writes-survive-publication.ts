import { type Facts, isSent, type Relation } from '../model/facts.js';
import { displayName } from '../model/names.js';
import type { Rule, Violation } from '../model/outcome.js';
import { type FailingWrite, findFailingWrites } from './failing-writes.js';
import { whyTablesAreUnknown } from './mentions.js';
import { placesThatGet } from './subscribed-relations.js';
import { hintForWrites, mendWrites } from './write-hints.js';
import { codeOf, type Refusal, whatIsSaid, whyRefused } from './write-words.js';

export default {
  title: 'Every published table can still be written to',
  severity: 'error',
  check(facts) {
    const { catalog, subscriptions } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const { relations, majorVersion } = catalog.value;
    const sent = relations.filter((relation) => isSent(relation) || isSentElsewhere(relation));
    const doubt = whyTablesAreUnknown(facts);
    if (sent.length === 0 && doubt !== null) return { status: 'unknown', reason: doubt };
    if (sent.length === 0) return { status: 'not-applicable', reason: 'no table is published' };
    const placesOf = placesThatGet(subscriptions);
    return {
      status: 'checked',
      subjects: sent.length,
      found: sent.flatMap((table) => {
        const failing = findFailingWrites(table, majorVersion);
        return failing.length === 0
          ? []
          : [{ ...describe(table, failing, facts, majorVersion), related: placesOf(table) }];
      }),
    };
  },
} satisfies Rule;

/** A table that is subscribed to and that only another publication sends fails its writes as well. */
function isSentElsewhere({ relkind, senders }: Relation): boolean {
  return relkind === 'r' && senders.length > 0;
}

function describe(
  table: Relation,
  failing: readonly FailingWrite[],
  { policy }: Facts,
  majorVersion: number,
): Omit<Violation, 'related'> {
  return {
    subject: displayName(table),
    message: sayTogether(failing, ({ statements, problem }) => {
      const verb = statements.length > 1 ? 'fail' : 'fails';
      return `${statements.join(' and ')} on table ${displayName(table)} ${verb} with SQLSTATE ${codeOf(problem)}: ${whyRefused(problem, table)}`;
    }),
    detail: sayTogether(failing, (refusal) => whatIsSaid(refusal, table)),
    hint: hintForWrites(table, failing, majorVersion, policy),
    fix: mendWrites(table, majorVersion, policy),
    location: table.identityAt ?? table.publishedAt ?? table.createdAt,
    confidence: table.confidence,
  };
}

/** Nearly always both statements fail for one reason; publications that send only one of them can make it two. */
function sayTogether(failing: readonly FailingWrite[], say: (refusal: Refusal) => string): string {
  const [first, second] = failing;
  if (first === undefined) return '';
  if (second === undefined) return say({ statements: [first.statement], problem: first });
  const isOne = JSON.stringify({ ...first, statement: '' }) === JSON.stringify({ ...second, statement: '' });
  if (isOne) return say({ statements: [first.statement, second.statement], problem: first });
  return [first, second].map((problem) => say({ statements: [problem.statement], problem })).join('; ');
}
