import type { Shadow } from './gather/shadow.js';
import { everyFinding } from './model/explained.js';
import type { Facts } from './model/facts.js';
import { displayName, type RelationName, relationKey } from './model/names.js';
import type { Finding, RuleResult } from './model/outcome.js';
import type { RuleId } from './model/rule-ids.js';
import { messageOf } from './model/thrown.js';
import type { Verdict } from './model/verdict.js';
import { renderFixMigration } from './reports/fix-migration.js';

/**
 * Replays the fix migration on top of the migrations and asks the rules again, before anybody is offered it. A fix that
 * fails, leaves what it should mend or brings a new error is withdrawn, with the reason. Warnings and notices can be new:
 * of a table that is published now there is more to say than of one that was not.
 * @param ask every rule, as the verdict did
 */
export async function verifyFix(
  verdict: Verdict,
  shadow: Shadow,
  ask: (facts: Facts) => readonly RuleResult[],
): Promise<Verdict> {
  const { catalog, history } = shadow.facts;
  if (!catalog.known || history === null) return verdict;
  const made = new Set(history.relations.map(relationKey));
  const isMade = (table: RelationName): boolean => made.has(relationKey(table));
  const findings = everyFinding(verdict.findings);
  const tried = findings.filter(({ fix }) => tablesOf(fix).every(isMade));
  const migration = renderFixMigration({ ...verdict, findings: tried });
  const said = sayUntried(findings.flatMap(({ fix }) => tablesOf(fix)).filter((table) => !isMade(table)));
  if (migration === null) return { ...verdict, limits: [...verdict.limits, ...said] };
  const wrong = await whatIsWrong(migration, tried, shadow, ask);
  if (wrong === null) return { ...verdict, limits: [...verdict.limits, ...said] };
  return { ...verdict, limits: [...verdict.limits, `no fix migration is offered: ${wrong}`], isFixWithdrawn: true };
}

async function whatIsWrong(
  migration: string,
  tried: readonly Finding[],
  { facts, apply }: Shadow,
  ask: (facts: Facts) => readonly RuleResult[],
): Promise<string | null> {
  const isMissing = facts.catalog.known && !facts.catalog.value.publication.exists;
  const before = new Set(findingsOf(facts, ask).map(({ fingerprint }) => fingerprint));
  const mended = new Set(tried.filter(({ fix }) => fix.length > 0).map(({ fingerprint }) => fingerprint));
  try {
    const catalog = await apply(migration);
    const after = findingsOf({ ...facts, catalog: { known: true, value: catalog } }, ask);
    const isNewError = ({ fingerprint, severity, ruleId }: Finding): boolean =>
      severity === 'error' && !before.has(fingerprint) && !(isMissing && AS_UNPUBLISHED.includes(ruleId));
    const wrong = after.find((finding) => mended.has(finding.fingerprint) || isNewError(finding));
    return wrong === undefined ? null : `after it, ${wrong.message}`;
  } catch (error) {
    return `run after the migrations, it fails with: ${messageOf(error)}`;
  }
}

/** What is told of single tables once there is a publication: before, the missing publication stood for it. */
const AS_UNPUBLISHED: readonly RuleId[] = ['subscribed-table-published', 'subscribed-event-published'];

/** Rules that look back at the migrations are left out: the fix is not yet one of them. */
function findingsOf(facts: Facts, ask: (facts: Facts) => readonly RuleResult[]): readonly Finding[] {
  return ask({ ...facts, history: null }).flatMap((result) => (result.status === 'checked' ? result.findings : []));
}

function tablesOf(fix: Finding['fix']): readonly RelationName[] {
  return fix.flatMap((step) => ('table' in step ? step.table : []));
}

function sayUntried(tables: readonly RelationName[]): readonly string[] {
  const names = [...new Set(tables.map(displayName))];
  if (names.length === 0) return [];
  return [`the fix was not tried for ${names.join(', ')}: no migration creates ${names.length === 1 ? 'it' : 'them'}`];
}
