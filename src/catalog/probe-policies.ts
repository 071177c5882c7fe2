import type { Database } from '../database/database.js';
import { type RelationName, relationKey } from '../model/names.js';
import type { PolicyFailure, PolicyProbe } from '../model/policy-probe.js';
import { policyProbeBlock } from './queries/policy-probe.sql.js';
import { policyTrialBlock } from './queries/policy-trial.sql.js';
import { runBlock } from './run-block.js';

/** What policies are asked of, and for whom. */
export interface ProbeRequest {
  readonly publication: string;
  readonly roles: readonly string[];
  /** Tables besides those of the publication: what may be published next. */
  readonly asked: readonly RelationName[];
}

/**
 * Plans a read of every published table with row security on, as each of the roles, in one round trip however many there
 * are. Nothing is run.
 * @throws ConnectionError from the database
 */
export async function probePolicies(database: Database, request: ProbeRequest): Promise<PolicyProbe> {
  // The block makes it in the words of the model.
  return (await runBlock(database, policyProbeBlock, request)) as PolicyProbe;
}

/**
 * The same in a database of our own, where the policies that call functions of the project are run besides: on a row that
 * is made for it and taken back.
 */
export async function tryPolicies(database: Database, request: ProbeRequest): Promise<PolicyProbe> {
  const planned = await probePolicies(database, request);
  const known = new Set(planned.failures.map(keyOf));
  const given = { ...request, roles: planned.roles };
  const run = (await runBlock(database, policyTrialBlock, given)) as readonly PolicyFailure[];
  return { ...planned, failures: [...planned.failures, ...run.filter((failure) => !known.has(keyOf(failure)))] };
}

function keyOf({ table, role }: PolicyFailure): string {
  return `${relationKey(table)}\0${role}`;
}
