import { hasUsablePrimaryKey, type Policy, type Relation } from '../model/facts.js';
import type { FixStep } from '../model/fix.js';
import { displayIdentifier } from '../model/names.js';
import { exemptionOf } from '../model/table-policy.js';
import { type FailingWrite, findFailingWrites, mayBeFull } from './failing-writes.js';
import { nameOf } from './publish-fix.js';

/** The one thing to do about writes that fail, the first of them where two fail for different reasons. */
export function hintForWrites(
  table: Relation,
  failing: readonly FailingWrite[],
  majorVersion: number,
  policy: Policy,
): string {
  const [first] = failing;
  if (first === undefined) return '';
  if (mendWrites(table, majorVersion, policy).length > 0) return 'Set REPLICA IDENTITY FULL in a migration.';
  switch (first.kind) {
    case 'no-identity':
      return hintForIdentity(table);
    case 'filter':
      return `Publish the table in ${displayIdentifier(first.publication)} without the row filter, which Realtime does not honour, and let row level security hide the rows.`;
    case 'list':
      return `Revoke SELECT on the table and grant it by column, without those that ${displayIdentifier(first.publication)} leaves out, then publish the table there without the column list, which Realtime does not honour.`;
    case 'generated':
      return hintForGenerated(table, first);
  }
}

/**
 * FULL, where the project wants that of every table and it is all that is amiss. Without a usable key it would let the
 * writes through and leave the events empty, so that one answers neither.
 */
export function mendWrites(table: Relation, majorVersion: number, policy: Policy): readonly FixStep[] {
  const isAnswer =
    policy.replicaIdentityFull &&
    policy.replicaIdentity === 'all' &&
    exemptionOf(table, policy.tables) === null &&
    table.relreplident !== 'f' &&
    hasUsablePrimaryKey(table) &&
    mayBeFull(table, majorVersion);
  return isAnswer ? [{ kind: 'replica-identity-full', table: nameOf(table) }] : [];
}

function hintForIdentity(table: Relation): string {
  if (table.primaryKey?.deferrable) return 'Recreate the primary key as NOT DEFERRABLE in a migration.';
  if (table.primaryKey === null) return 'Add a primary key in a migration.';
  return 'Set REPLICA IDENTITY DEFAULT in a migration, which identifies rows by the primary key.';
}

function hintForGenerated(table: Relation, { publication }: Extract<FailingWrite, { kind: 'generated' }>): string {
  const wouldHelp = findFailingWrites(withGeneratedSent(table), 18).every(({ kind }) => kind !== 'generated');
  if (wouldHelp) return `Set publish_generated_columns = stored on ${displayIdentifier(publication)} in a migration.`;
  return 'Set REPLICA IDENTITY DEFAULT in a migration; a virtual generated column is never sent, so that FULL cannot hold.';
}

function withGeneratedSent(table: Relation): Relation {
  return { ...table, senders: table.senders.map((sender) => ({ ...sender, sendsGenerated: true })) };
}
