import type { Facts } from '../../src/model/facts.js';
import type { FailOn } from '../../src/model/options.js';
import type { Finding } from '../../src/model/outcome.js';
import { RULE_IDS } from '../../src/model/rule-ids.js';
import type { Location } from '../../src/model/subscription.js';
import type { Verdict } from '../../src/model/verdict.js';
import type { RuleTexts } from '../../src/reports/rule-texts.js';
import { RULES } from '../../src/rules/index.js';
import { runRules } from '../../src/rules/run-rules.js';
import { judge } from '../../src/verdict/judge.js';
import { facts, subscription, table, unknownFacts } from './builders.js';

/** What every rule says of some facts, judged. */
export function verdictOf(given: Facts, failOn: FailOn = 'error'): Verdict {
  return judge(given, runRules(given, {}), failOn);
}

/** One error a table, each at a migration's line and with a subscribing line. */
export function verdictWith(count: number, changes: Partial<Facts> = {}): Verdict {
  const names = Array.from({ length: count }, (_, index) => `public.t${index}`);
  const lines = names.map((name, index) =>
    table(name, {
      relreplident: 'd',
      publishedAt: { file: 'supabase/migrations/1_a.sql', line: index + 1, column: 1 },
    }),
  );
  const subscriptions = names.map((name, index) =>
    subscription(name, { event: 'INSERT', location: { file: `src/t${index}.ts`, line: 7, column: 3 } }),
  );
  return verdictOf({ ...facts(lines, subscriptions), ...changes });
}

export const HEALTHY: Verdict = verdictOf(facts([table('public.a')], [subscription('public.a', { event: 'INSERT' })]));
export const UNDETERMINED: Verdict = verdictOf(unknownFacts('the database is away'));

/** The same verdict with one finding that holds a text in every place that can hold one. */
export function verdictSaying(text: string): Verdict {
  const verdict = verdictWith(1);
  const at: Location = { file: text, line: 3, column: 1 };
  const findings = verdict.findings.map(
    (finding): Finding => ({
      ...finding,
      ...{ subject: text, message: text, detail: text, hint: text, fingerprint: text },
      location: at,
      related: [{ ...at, label: text }],
    }),
  );
  const results = verdict.results.map((result) =>
    result.status === 'checked' && result.findings.length > 0 ? { ...result, findings } : result,
  );
  return { ...verdict, findings, results, limits: [text] };
}

/** The texts of the rules without their pages. */
export const RULE_TEXTS: RuleTexts = Object.fromEntries(
  RULE_IDS.map((id) => [id, { title: RULES[id].title, severity: RULES[id].severity, page: null }]),
) as RuleTexts;
