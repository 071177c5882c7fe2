import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from './model/input-error.js';
import { nearestName } from './model/nearest-name.js';
import { RULE_IDS } from './model/rule-ids.js';
import { RULES } from './rules/index.js';

/**
 * A rule's page as Markdown, or without a rule the list of them.
 * @param pages the folder of the pages, copied beside the command line when it is built
 * @throws InputError for an unknown rule with the nearest known one
 */
export function explain(rule: string | undefined, pages: string): string {
  if (rule === undefined) {
    const width = Math.max(...RULE_IDS.map((id) => id.length));
    return RULE_IDS.map((id) => `${id.padEnd(width)}  ${RULES[id].severity.padEnd(7)}  ${RULES[id].title}\n`).join('');
  }
  const id = RULE_IDS.find((known) => known === rule);
  if (id !== undefined) return readFileSync(join(pages, `${id}.md`), 'utf8');
  const near = nearestName(rule, RULE_IDS);
  const advice = near === null ? `known are ${RULE_IDS.join(', ')}` : `did you mean ${near}?`;
  throw new InputError(`explain: "${rule}" is not a known rule; ${advice}`);
}
