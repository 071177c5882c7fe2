import type { Exception } from '../model/exception.js';
import { InputError } from '../model/input-error.js';
import { nearestName } from '../model/nearest-name.js';
import { RULE_IDS } from '../model/rule-ids.js';
import type { Location } from '../model/subscription.js';

const KEYS = ['rule', 'subject', 'reason', 'until'];

/**
 * One entry of `ignore` in the config file. A reason is required: whoever reads the file later must be able to judge it.
 * @param today YYYY-MM-DD
 * @throws InputError with file and line
 */
export function parseException(value: unknown, location: Location, today: string): Exception {
  const fail = (problem: string): never => {
    throw new InputError(`${location.file}:${location.line}: ignore: ${problem}`);
  };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail('an entry must be a mapping with rule, subject and reason');
  }
  const entry: Readonly<Record<string, unknown>> = { ...value };
  for (const key of Object.keys(entry)) {
    const near = KEYS.includes(key) ? key : nearestName(key, KEYS);
    if (near !== key)
      fail(`${key} is not a known key; ${near === null ? `known are ${KEYS.join(', ')}` : `did you mean ${near}?`}`);
  }
  const text = (key: string): string => {
    const said = entry[key];
    return typeof said === 'string' && said.trim() !== ''
      ? said.trim()
      : fail(`${key} is missing; an entry has rule, subject and reason`);
  };
  const rule =
    RULE_IDS.find((id) => id === text('rule')) ??
    fail(`"${text('rule')}" is not a known rule${didYouMean(text('rule'))}`);
  const until = entry['until'] === undefined || entry['until'] === null ? null : text('until');
  if (until !== null && !isDate(until)) fail(`until: "${until}" is not a date; write it as 2027-01-31`);
  return {
    rule,
    subject: text('subject'),
    reason: text('reason'),
    until,
    isExpired: until !== null && until < today,
    location,
  };
}

function didYouMean(word: string): string {
  const near = nearestName(word, RULE_IDS);
  return near === null ? `; known are ${RULE_IDS.join(', ')}` : `; did you mean ${near}?`;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
