import type { Database } from '../database/database.js';
import type { PolicyProbe } from '../model/policy-probe.js';
import { policyProbeBlock } from './queries/policy-probe.sql.js';
import { runBlock } from './run-block.js';

/**
 * Tries the row security of every published table, as each of the roles, in one round trip however many there are.
 * @throws ConnectionError from the database
 */
export async function probePolicies(
  database: Database,
  publication: string,
  roles: readonly string[],
): Promise<PolicyProbe> {
  // The block makes it in the words of the model.
  return (await runBlock(database, policyProbeBlock, { publication, roles })) as PolicyProbe;
}
