import { describe, expect, test } from '@jest/globals';
import type { Facts } from '../../src/model/facts.js';
import type { Finding } from '../../src/model/outcome.js';
import { RULE_IDS, type RuleId } from '../../src/model/rule-ids.js';
import { RULES } from '../../src/rules/index.js';
import { runRules } from '../../src/rules/run-rules.js';
import { mergeResults } from '../../src/verdict/merge-results.js';
import { binding, client, facts, hazard, sourceFacts, unresolved } from '../support/builders.js';

const OF_SOURCE = RULE_IDS.filter((id) => RULES[id].about === 'source');

function findings(given: Facts, id: RuleId, setting?: 'error' | 'warning' | 'notice'): readonly Finding[] {
  const results = runRules(given, setting === undefined ? {} : { [id]: setting });
  return results.flatMap((result) => (result.ruleId === id && result.status === 'checked' ? result.findings : []));
}

test.each(OF_SOURCE)('%s does not judge a source that was not read', (id) => {
  expect(RULES[id].check(facts([]))).toEqual({ status: 'not-applicable', reason: 'the source was not read' });
});

test.each(OF_SOURCE)('%s has nothing to say of an application without Realtime', (id) => {
  expect(RULES[id].check(sourceFacts({ clients: [client('2.86.0')] })).status).toBe('not-applicable');
});

describe('a case that is only worth knowing', () => {
  const dead = sourceFacts({ unresolved: [unresolved({ deadWrapper: 'useRealtime' }), unresolved()] });
  const severities = (setting?: 'error' | 'warning' | 'notice') =>
    findings(dead, 'subscriptions-resolved', setting).map(({ severity }) => severity);

  test('is a notice, whatever the project makes of the rule', () => {
    expect(severities()).toEqual(['notice', 'warning']);
    expect(severities('error')).toEqual(['notice', 'error']);
    expect(severities('notice')).toEqual(['notice', 'notice']);
  });

  test('never makes anything more severe', () => {
    const equal = sourceFacts({ hazards: [hazard('equal-bindings')], clients: [client('2.119.1')] });
    expect(findings(equal, 'bindings-unique', 'notice').map(({ severity }) => severity)).toEqual(['notice']);
  });
});

test('a rule that is switched off says by what it can be', () => {
  const reasonOf = (id: RuleId) => {
    const result = runRules(facts([]), { [id]: 'off' }).find(({ ruleId }) => ruleId === id);
    return result?.status === 'not-applicable' ? result.reason : null;
  };
  expect(reasonOf('replica-identity-full')).toBe('switched off in the config file');
  expect(reasonOf('subscriptions-resolved')).toBe('switched off by the unresolved option or in the config file');
});

describe('a finding about the source', () => {
  const given = sourceFacts({ bindings: [binding({ filter: [{ kind: 'null' }] })] });

  test('holds in no database', () => {
    expect(findings(given, 'subscription-parameters-accepted')).toMatchObject([{ databases: [] }]);
  });

  test('is one beside two databases', () => {
    const results = runRules(given, {});
    const merged = mergeResults(results, results).flatMap((result) =>
      result.status === 'checked' ? result.findings : [],
    );
    expect(merged.map(({ fingerprint, databases }) => [fingerprint, databases])).toEqual([
      ['subscription-parameters-accepted:filter of public.messages', []],
    ]);
  });
});
