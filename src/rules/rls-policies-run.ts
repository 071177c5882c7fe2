import { type Facts, hasUsablePrimaryKey, type Relation } from '../model/facts.js';
import { groupBy } from '../model/group-by.js';
import { displayIdentifier, displayName, displayText } from '../model/names.js';
import type { Outcome, Rule, Violation } from '../model/outcome.js';
import { plural } from '../model/plural.js';
import type { PolicyFailure, PolicyProbe } from '../model/policy-probe.js';
import { groupByRelation } from '../model/relation-map.js';
import { whyTablesAreUnknown } from './mentions.js';
import { placesThatGet } from './subscribed-relations.js';
import { sentTables } from './tables-of.js';
import { findUnfoundKey, toUnfoundViolation } from './unfound-keys.js';
import { rowReadersOf } from './wanted-events.js';

/** SQLSTATE of current_setting() for one that nobody set. PostgREST sets more of them than Realtime does. */
const UNKNOWN_SETTING = '42704';

const STOPS =
  'an INSERT or UPDATE that a subscriber of that role waits for stops Realtime: the batch of changes is lost for every subscriber of the project, and again at the next one';
const READS_FAIL = 'the application’s own reads of the table fail alike';

export default {
  title: 'The policies of every published table can be evaluated',
  severity: 'error',
  check(facts) {
    const { catalog, policyProbe } = facts;
    if (!catalog.known) return { status: 'unknown', reason: catalog.reason };
    const { publication } = catalog.value;
    const sent = sentTables(catalog.value);
    const doubt = whyTablesAreUnknown(facts);
    if (sent.length === 0 && doubt !== null) return { status: 'unknown', reason: doubt };
    const judged = sent.filter((table) => table.rowSecurity && hasUsablePrimaryKey(table));
    if (judged.length === 0) return { status: 'not-applicable', reason: 'no published table has row security on' };
    // Only these two are shown to a subscriber after asking the policies.
    if (publication.exists && !publication.publishes.insert && !publication.publishes.update) {
      return { status: 'not-applicable', reason: 'neither INSERT nor UPDATE is published' };
    }
    const placesOf = placesThatGet(facts.subscriptions);
    const isAskedFor = rowReadersOf(facts.subscriptions);
    const unfound = judged.flatMap((table) => {
      const key = findUnfoundKey(table);
      return key === null
        ? []
        : [{ key, violation: toUnfoundViolation(table, key, isAskedFor(table), placesOf(table)) }];
    });
    const byKey = unfound.map(({ violation }) => violation);
    const why = whyUntried(policyProbe);
    if (why !== null) return byKey.length === 0 ? why : { status: 'checked', subjects: judged.length, found: byKey };
    if (!policyProbe.known) return { status: 'unknown', reason: policyProbe.reason };
    const probe = policyProbe.value;
    const failures = groupByRelation(probe.failures, ({ table }) => table);
    const failing = judged.flatMap((table) => {
      const failed = failures.of(table);
      return failed === undefined
        ? []
        : [toViolation(table, failed, probe, facts.history, isAskedFor(table), placesOf(table))];
    });
    // Where looking for a row raises, no policy is reached; where it only finds none, what they raise is the worse.
    const raising = unfound.flatMap(({ key, violation }) =>
      key.raises !== null && !key.isByChance ? [violation] : [],
    );
    const found = onePerTable([...raising, ...failing, ...byKey]);
    const [left] = probe.leftOut;
    if (found.length === 0 && left !== undefined) {
      return {
        status: 'unknown',
        reason: `the policies of ${plural(probe.leftOut.length, 'table')} could not be tried, the first ${displayName(left.table)}: ${displayText(left.reason)}; run the check again`,
      };
    }
    return { status: 'checked', subjects: probe.tables, found };
  },
} satisfies Rule;

/** The first of each. */
function onePerTable(found: readonly Violation[]): readonly Violation[] {
  return [...new Map(found.toReversed().map((violation) => [violation.subject, violation])).values()].toReversed();
}

function whyUntried(probe: Facts['policyProbe']): Exclude<Outcome, { readonly status: 'checked' }> | null {
  if (!probe.known) return { status: 'unknown', reason: probe.reason };
  return probe.value.roles.length === 0 ? { status: 'not-applicable', reason: whyNoRole(probe.value) } : null;
}

function whyNoRole({ refused }: PolicyProbe): string {
  const [first] = refused;
  if (first === undefined) return 'none of the judged roles exists';
  return `the policies were not tried, because the login may not become a subscriber: ${displayText(first.message)}`;
}

function toViolation(
  table: Relation,
  failed: readonly PolicyFailure[],
  { roles }: PolicyProbe,
  history: Facts['history'],
  isAskedFor: boolean,
  places: Violation['related'],
): Violation {
  const name = displayName(table);
  const messages = groupBy(failed, ({ message }) => message);
  const causes = [...messages].map(
    ([message, alike]) =>
      `for ${alike.map(({ role }) => displayIdentifier(role)).join(' and ')}: ${displayText(message)}`,
  );
  // Certain only where nobody who subscribes is served, whoever it is; a role alone may be one that never subscribes.
  const isForEveryone = roles.every((role) => failed.some((failure) => failure.role === role));
  const isForAnyClaims = failed.every(({ code, isConditional }) => /^(42|54)/.test(code) && isConditional !== true);
  // In a replay, the right or the function may come from a statement that failed.
  const isComplete = history === null || history.failed.length === 0;
  const isCertain = isForEveryone && isForAnyClaims && isComplete && isAskedFor;
  return {
    subject: name,
    message: `the policies of table ${name} cannot be evaluated ${causes.join('; ')}`,
    detail: failed.some(({ code }) => code === UNKNOWN_SETTING) ? STOPS : `${STOPS}; ${READS_FAIL}`,
    hint: hintFor(failed),
    fix: [],
    location: table.createdAt,
    confidence: table.confidence,
    related: places,
    ...(isCertain ? {} : { severity: 'warning' }),
  };
}

function hintFor(failed: readonly PolicyFailure[]): string {
  const codes = failed.map(({ code }) => code);
  if (codes.includes('42P17') || codes.includes('54001')) {
    return 'Let the policy ask a SECURITY DEFINER function in place of what leads back to it.';
  }
  if (codes.includes('42501')) {
    return 'Grant the role what the policies read, or let them ask a SECURITY DEFINER function.';
  }
  if (codes.includes(UNKNOWN_SETTING)) {
    return 'Give current_setting() true as its second argument: Realtime sets the role and request.jwt.claims, and nothing else.';
  }
  return 'Change the policy so that it raises for nobody.';
}
