import type { Facts } from '../model/facts.js';
import type { RuleSetting } from '../model/options.js';
import { milder, type Rule, type RuleResult, type Severity, type Violation } from '../model/outcome.js';
import { RULE_IDS, RULE_OF_UNRESOLVED, type RuleId } from '../model/rule-ids.js';
import { RULES } from './index.js';

/** Asks every rule and stamps what it found with the rule's id, its severity as configured, and a fingerprint. */
export function runRules(
  facts: Facts,
  settings: Readonly<Partial<Record<RuleId, RuleSetting>>>,
): readonly RuleResult[] {
  return RULE_IDS.map((ruleId) => {
    const setting = settings[ruleId] ?? RULES[ruleId].severity;
    if (setting === 'off') return { ruleId, status: 'not-applicable', reason: whoSwitchedOff(ruleId) };
    return ask(ruleId, RULES[ruleId], setting, facts);
  });
}

/** What a user can look for: one rule has an option of its own, which counts in an input and a flag as well. */
function whoSwitchedOff(ruleId: RuleId): string {
  return ruleId === RULE_OF_UNRESOLVED
    ? 'switched off by the unresolved option or in the config file'
    : 'switched off in the config file';
}

function ask(ruleId: RuleId, rule: Rule, severity: Severity, facts: Facts): RuleResult {
  const outcome = rule.check(facts);
  if (outcome.status !== 'checked') return { ruleId, ...outcome };
  const databases = facts.database.known && rule.about !== 'source' ? [facts.database.value.name] : [];
  const print = fingerprinter(ruleId);
  const findings = outcome.found.map((violation) => {
    const isSure = violation.confidence !== 'assumed';
    return {
      ...violation,
      severity: isSure ? milder(severity, violation.severity ?? severity) : UNSURE.severity,
      fix: isSure ? violation.fix : UNSURE.fix,
      ruleId,
      fingerprint: print(violation),
      databases,
    };
  });
  return { ruleId, status: 'checked', subjects: outcome.subjects, findings };
}

/**
 * Fingerprints of a rule's findings in their order: what they are about, which lines and names of files have no part in;
 * numbered where that is the same. So one that is mended among several alike takes the last number away.
 */
function fingerprinter(ruleId: RuleId): (violation: Violation) => string {
  const seen = new Map<string, number>();
  return ({ subject, identity = subject }) => {
    const count = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, count);
    return count === 1 ? `${ruleId}:${identity}` : `${ruleId}:${identity} (${count})`;
  };
}

/** What rests on a relation that no migration creates is told and fails nothing, and SQL for it would fail as they do. */
const UNSURE = { severity: 'notice', fix: [] } as const;
