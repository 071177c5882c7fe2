import { groupBy } from '../../../src/model/group-by.js';
import type { Finding } from '../../../src/model/outcome.js';
import { runRules } from '../../../src/rules/run-rules.js';
import { type Applications, factsOf, type Read, ROLES, readFor } from './ask-rules.js';
import type { Bench } from './benches.js';
import { bearsOut, explains, isAboutSubscription } from './explanations.js';
import { type Judged, judgeCase, type Trouble } from './judge-case.js';
import type { Asked, RecordedCase } from './recorded.js';

/** What the rules said of a case on one database, beside what the engine did. */
export interface Compared {
  readonly given: RecordedCase;
  readonly judged: Judged;
  readonly findings: readonly Finding[];
  /** Rules that could not look, with the reason. */
  readonly unknown: readonly string[];
  /** Trouble that no finding tells of. */
  readonly misses: readonly Trouble[];
  /** Findings of severity error that no case of the schema bears out. */
  readonly falseAlarms: readonly Finding[];
}

/** Rebuilds each schema once, asks the rules about every case of it, and compares both ways. */
export async function compareOn(
  bench: Bench,
  cases: readonly RecordedCase[],
  applications: Applications,
): Promise<readonly Compared[]> {
  const compared: Compared[] = [];
  for (const ofSchema of groupBy(cases, ({ schema }) => schema.key).values()) {
    const read = await rebuild(bench, ofSchema, applications);
    compared.push(...compare(ofSchema.map((given) => said(bench, read, given, applications))));
  }
  return compared;
}

async function rebuild(bench: Bench, cases: readonly RecordedCase[], applications: Applications): Promise<Read> {
  const [first] = cases;
  const source = applications.of(...cases.flatMap(({ asked }) => asked ?? []));
  return await bench.tryOut(first?.schema.setup ?? '', (database) => readFor(bench, database, source, rolesOf(cases)));
}

/** Those of Supabase, and one that a case names besides. */
function rolesOf(cases: readonly RecordedCase[]): readonly string[] {
  return [...new Set([...ROLES, ...cases.flatMap((given) => roleOf(given) ?? [])])];
}

/** The role of the subscriber's token. */
function roleOf({ role }: RecordedCase): string | null {
  return role === 'authenticated-other' ? 'authenticated' : role;
}

type Said = Pick<Compared, 'given' | 'judged' | 'findings' | 'unknown'>;

function said(bench: Bench, read: Read, given: RecordedCase, applications: Applications): Said {
  const named = roleOf(given);
  // One that is not there is told beside those that are.
  const role = named === null || ROLES.includes(named) ? named : null;
  const asked = given.asked === null ? [] : [given.asked];
  const results = runRules(
    factsOf(bench, read, applications.of(...asked), { replicaIdentity: 'when-needed', role }),
    {},
  );
  return {
    given,
    judged: judgeCase(given, bench.major),
    findings: results.flatMap((result) => (result.status === 'checked' ? result.findings : [])),
    unknown: results.flatMap((result) => (result.status === 'unknown' ? `${result.ruleId}: ${result.reason}` : [])),
  };
}

function compare(ofSchema: readonly Said[]): readonly Compared[] {
  return ofSchema.map((one) => ({
    ...one,
    misses: troublesOf(one).filter(
      (trouble) => !one.findings.some(({ ruleId }) => explains(ruleId, trouble, one.given.event)),
    ),
    falseAlarms: one.findings.filter(
      (finding) =>
        finding.severity === 'error' &&
        !ofSchema.some((other) => shows(other, one, finding)) &&
        !UNMEASURED.some(({ rules, is }) => rules.includes(finding.ruleId) && is(one.given, ofSchema)),
    ),
  }));
}

/** Errors about a change that was asked for and not tried in these cases, each with the measurement that bears it out. */
export const UNMEASURED: readonly {
  readonly reason: string;
  readonly rules: readonly string[];
  readonly is: (given: RecordedCase, ofSchema: readonly Said[]) => boolean;
}[] = [
  {
    reason:
      'the subscription asks for every event under a filter, and no DELETE was tried: base measured that one under a filter outside the identity never arrives',
    rules: ['delete-filter-in-identity', 'replica-identity-full'],
    is: ({ asked }, ofSchema) =>
      asked !== null &&
      asked.event === '*' &&
      asked.filter !== null &&
      !ofSchema.some(({ given }) => given.event === 'DELETE' && isSame(given.asked, asked)),
  },
];

function isSame(one: Asked | null, other: Asked | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What is found about a table shows with one change of it and not with another; what is asked, with what was asked. */
function shows(other: Said, { given }: Said, { ruleId }: Finding): boolean {
  if (isAboutSubscription(ruleId) && !isSame(other.given.asked, given.asked)) return false;
  return troublesOf(other).some((trouble) => bearsOut(ruleId, trouble, other.given.event));
}

function troublesOf({ judged }: Said): readonly Trouble[] {
  return judged.kind === 'trouble' ? judged.troubles : [];
}
