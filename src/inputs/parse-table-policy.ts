import { nearestName } from '../model/nearest-name.js';
import type { Location } from '../model/subscription.js';
import { KEPT_IDENTITIES, type TablePolicy } from '../model/table-policy.js';
import { parseTableName } from './parse-subscription.js';
import { readMapping } from './read-mapping.js';
import { readUntil } from './read-until.js';

const KEYS = ['replica-identity', 'reason', 'until'];
const WORDS = Object.keys(KEPT_IDENTITIES) as readonly (keyof typeof KEPT_IDENTITIES)[];

/**
 * One entry of `tables` in the config file, under the table's name. A reason is required: whoever reads the file later
 * must be able to judge it.
 * @param name as written: `public.audit_log`, `public."Order Items"`
 * @param today YYYY-MM-DD
 * @throws InputError with file and line
 */
export function parseTablePolicy(name: string, value: unknown, location: Location, today: string): TablePolicy {
  const entry = readMapping(value, location, `tables.${name}`, KEYS, 'replica-identity and reason');
  const written = entry.text('replica-identity');
  const replicaIdentity = WORDS.find((word) => word === written) ?? entry.fail(notAWord(written));
  return {
    table: parseTableName(name, `${location.file}:${location.line}: tables`),
    replicaIdentity,
    reason: entry.text('reason'),
    ...readUntil(entry, today),
    location,
  };
}

function notAWord(written: string): string {
  const near = nearestName(written, WORDS);
  const advice = near === null ? '' : `; did you mean ${near}?`;
  return `replica-identity: "${written}" is not one of ${WORDS.join(', ')}${advice}`;
}
