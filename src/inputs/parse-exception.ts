import type { Exception } from '../model/exception.js';
import { nearestName } from '../model/nearest-name.js';
import { RULE_IDS } from '../model/rule-ids.js';
import type { Location } from '../model/subscription.js';
import { readMapping } from './read-mapping.js';
import { readUntil } from './read-until.js';

const KEYS = ['rule', 'subject', 'reason', 'until'];

/**
 * One entry of `ignore` in the config file. A reason is required: whoever reads the file later must be able to judge it.
 * @param today YYYY-MM-DD
 * @throws InputError with file and line
 */
export function parseException(value: unknown, location: Location, today: string): Exception {
  const entry = readMapping(value, location, 'ignore', KEYS, 'rule, subject and reason');
  const { text, fail } = entry;
  const rule =
    RULE_IDS.find((id) => id === text('rule')) ??
    fail(`"${text('rule')}" is not a known rule${didYouMean(text('rule'))}`);
  return { rule, subject: text('subject'), reason: text('reason'), ...readUntil(entry, today), location };
}

function didYouMean(word: string): string {
  const near = nearestName(word, RULE_IDS);
  return near === null ? `; known are ${RULE_IDS.join(', ')}` : `; did you mean ${near}?`;
}
