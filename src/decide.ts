import type { Facts } from './model/facts.js';
import type { Options } from './model/options.js';
import type { RuleResult } from './model/outcome.js';
import type { Verdict } from './model/verdict.js';
import { runRules } from './rules/run-rules.js';
import { judge } from './verdict/judge.js';
import { mergeResults, withoutDatabase } from './verdict/merge-results.js';

/** A verdict on one database, found as it is or made by the migrations. */
export function decideOne(facts: Facts, options: Options): Verdict {
  return judge(facts, ask(facts, options), options.failOn);
}

/** The database found as it is comes first; the migrations say where, and whether they agree with it. */
export function decideBoth(preview: Facts, shadow: Facts, options: Options): Verdict {
  const results = ask(shadow, options);
  if (!preview.catalog.known) {
    return judge(preview, withoutDatabase(ask(preview, options), results), options.failOn, shadow);
  }
  const { catalog, history } = shadow;
  const migrated = catalog.known && history !== null ? { catalog: catalog.value, history } : null;
  return judge(preview, mergeResults(ask({ ...preview, migrated }, options), results), options.failOn, shadow);
}

/** What every rule says of one database. */
export function ask(facts: Facts, { rules }: Options): readonly RuleResult[] {
  return runRules(facts, rules);
}
