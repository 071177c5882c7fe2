import { describe, expect, test } from '@jest/globals';
import type { Facts } from '../../src/model/facts.js';
import type { FailOn, RuleSetting } from '../../src/model/options.js';
import type { RuleId } from '../../src/model/rule-ids.js';
import type { Verdict } from '../../src/model/verdict.js';
import { runRules } from '../../src/rules/run-rules.js';
import { EXIT_CODES } from '../../src/verdict/exit-code.js';
import { judge } from '../../src/verdict/judge.js';
import { facts, policyProbe, source, subscription, table, unknownFacts, unresolved } from '../support/builders.js';

function verdict(given: Facts, failOn: FailOn = 'error', rules: Partial<Record<RuleId, RuleSetting>> = {}): Verdict {
  return judge(given, runRules(given, rules), failOn);
}

const HEALTHY = facts([table('public.a')], [subscription('public.a')]);
const DEFAULT = facts([table('public.a', { relreplident: 'd' })], [subscription('public.a')]);

describe('the conclusion', () => {
  test('success: everything was looked at and nothing found', () => {
    expect(verdict(HEALTHY)).toMatchObject({ conclusion: 'success', reason: null, limits: [], tablesChecked: 1 });
  });

  test('failure: a finding at or above fail-on', () => {
    expect(verdict(DEFAULT)).toMatchObject({
      conclusion: 'failure',
      reason: null,
      counts: { error: 1, warning: 0, notice: 0 },
    });
  });

  test.each<[FailOn, RuleSetting, string]>([
    ['error', 'error', 'failure'],
    ['error', 'warning', 'success'],
    ['warning', 'warning', 'failure'],
    ['warning', 'notice', 'success'],
    ['never', 'error', 'success'],
  ])('fail-on %s with a finding of severity %s: %s', (failOn, setting, conclusion) => {
    expect(verdict(DEFAULT, failOn, { 'replica-identity-full': setting }).conclusion).toBe(conclusion);
  });

  test('undetermined: the facts could not be read, whatever fail-on says', () => {
    for (const failOn of ['error', 'warning', 'never'] as const) {
      expect(verdict(unknownFacts('the database is away'), failOn)).toMatchObject({
        conclusion: 'undetermined',
        reason: 'the database is away',
        findings: [],
      });
    }
  });

  test('undetermined: the migrations could not be replayed, though the database is healthy', () => {
    const shadow = unknownFacts('the replay stopped at 1_a.sql:3: why');
    const judged = judge(HEALTHY, runRules(HEALTHY, {}), 'error', shadow);
    expect(judged).toMatchObject({ conclusion: 'undetermined', reason: 'the replay stopped at 1_a.sql:3: why' });
    expect(judged.limits).toEqual(['the replay stopped at 1_a.sql:3: why']);
  });

  test('undetermined: an empty publication and no subscriptions', () => {
    expect(verdict(facts([]))).toMatchObject({
      conclusion: 'undetermined',
      reason:
        'nothing to check: publication supabase_realtime has no tables and no subscriptions are given and no source was read; name the tables the application subscribes to in the subscriptions option, or check that this is the database with the migrations applied',
    });
  });

  test('undetermined: every rule is switched off', () => {
    const off = Object.fromEntries(runRules(HEALTHY, {}).map(({ ruleId }) => [ruleId, 'off'])) as Record<
      RuleId,
      RuleSetting
    >;
    expect(verdict(HEALTHY, 'error', off)).toMatchObject({
      conclusion: 'undetermined',
      reason: expect.stringMatching(/^nothing was checked/),
    });
  });

  test('a failure is a failure also when another rule could not look', () => {
    const results = runRules(DEFAULT, {}).map((result) =>
      result.ruleId === 'replica-identity-full'
        ? result
        : ({ ruleId: result.ruleId, status: 'unknown', reason: 'no right' } as const),
    );
    expect(judge(DEFAULT, results, 'error').conclusion).toBe('failure');
    expect(judge(DEFAULT, results, 'never')).toMatchObject({
      conclusion: 'undetermined',
      reason: expect.stringMatching(/no right$/),
    });
  });

  test('has an exit code each', () => {
    expect(EXIT_CODES).toEqual({ success: 0, failure: 1, undetermined: 2 });
  });
});

describe('what was not looked at is said', () => {
  test('no subscriptions', () => {
    expect(verdict(facts([table('public.a')])).limits).toEqual([
      'no subscriptions are given and no source was read: whether the tables the application subscribes to are published was not checked',
    ]);
  });

  test.each([
    ['nothing', source(), 'no subscriptions are given or found in 12 source files'],
    [
      'Realtime, but no subscription',
      source({ uses: [{ file: 'src/a.ts', line: 3, column: 1 }] }),
      'no subscriptions are given or found in 12 source files, though Realtime is used at src/a.ts:3',
    ],
    [
      'what cannot be read',
      source({ unresolved: [unresolved(), unresolved({ role: 'test' }), unresolved({ deadWrapper: 'useX' })] }),
      'of 1 subscription in 12 source files none could be read',
    ],
  ])('a source in which there is %s', (_what, read, said) => {
    const given = { ...facts([table('public.a')]), source: read };
    expect(verdict(given).limits).toEqual([
      `${said}: whether the tables the application subscribes to are published was not checked`,
    ]);
    const nothing = `nothing to check: publication supabase_realtime has no tables and ${said}; name the tables the application subscribes to in the subscriptions option, or check that this is the database with the migrations applied`;
    expect(verdict({ ...facts([]), source: read }).reason).toBe(read.uses.length === 0 ? nothing : NONE_FOUND);
  });

  test('what the scan left out', () => {
    const read = source({ limits: ['src/big.js was not read: it has 12 MB'] });
    expect(verdict({ ...HEALTHY, source: read }).limits).toEqual(['src/big.js was not read: it has 12 MB']);
  });

  test('a rule that is switched off', () => {
    expect(verdict(DEFAULT, 'error', { 'replica-identity-full': 'off' })).toMatchObject({
      conclusion: 'success',
      limits: ['replica-identity-full was not checked: switched off in the config file'],
    });
  });
});

describe('what the policy of the project spares', () => {
  const entry = {
    table: { schema: 'public', name: 'a' },
    replicaIdentity: 'default',
    reason: 'insert-only',
    until: '2027-01-31',
    isExpired: false,
    location: { file: 'realtime-guard.yml', line: 2, column: 3 },
  } as const;

  test('a table that is exempt is told with its reason', () => {
    const given = { ...DEFAULT, policy: { ...DEFAULT.policy, tables: [entry] } };
    expect(verdict(given)).toMatchObject({
      conclusion: 'success',
      limits: ['table public.a need not have REPLICA IDENTITY FULL until 2027-01-31, because insert-only'],
    });
  });

  test('a callback that could not be followed is told where only needs count', () => {
    const asked = [
      subscription('public.a', { sdk: 'supabase-js' }),
      subscription('public.a', { sdk: 'supabase-js', event: 'INSERT', location: { file: 'b.ts', line: 1, column: 1 } }),
      subscription('public.a', { location: { file: 'realtime-guard.yml', line: 1, column: 1 } }),
    ];
    const given = { ...DEFAULT, subscriptions: asked };
    const needed = { ...given.policy, replicaIdentity: 'when-needed' as const };
    expect(verdict({ ...given, policy: needed })).toMatchObject({
      conclusion: 'success',
      limits: [
        'what is read of payload.old is not known for 1 callback (src/app.ts:7): whether that needs REPLICA IDENTITY FULL was not checked',
      ],
    });
    expect(verdict(given)).toMatchObject({ conclusion: 'failure', limits: [] });
    expect(verdict({ ...given, policy: { ...needed, tables: [entry] } }).limits).toHaveLength(1);
  });
});

describe('an exception', () => {
  const exception = {
    rule: 'replica-identity-full',
    subject: 'public.a',
    reason: 'insert-only',
    until: '2027-01-31',
    isExpired: false,
    location: { file: 'realtime-guard.yml', line: 2, column: 5 },
  } as const;

  test('accepts its finding and says so', () => {
    expect(verdict({ ...DEFAULT, exceptions: [exception] })).toMatchObject({
      conclusion: 'success',
      findings: [],
      counts: { error: 0 },
      limits: ['table public.a has REPLICA IDENTITY DEFAULT, not FULL: accepted until 2027-01-31, because insert-only'],
    });
  });

  test.each([
    ['of another rule', { rule: 'subscribed-table-published' }],
    ['of another subject', { subject: 'public.b' }],
    ['whose day is over', { isExpired: true }],
  ] as const)('%s accepts nothing', (_which, changes) => {
    expect(verdict({ ...DEFAULT, exceptions: [{ ...exception, ...changes }] }).conclusion).toBe('failure');
  });

  test('does not make a run without tables one that looked', () => {
    expect(verdict({ ...facts([]), exceptions: [exception] }).conclusion).toBe('undetermined');
  });
});

test('findings come errors first, stamped with rule, severity and fingerprint', () => {
  const given = facts([table('public.a', { relreplident: 'd', primaryKey: null })]);
  const { findings } = verdict(given, 'error', { 'published-table-has-primary-key': 'warning' });
  expect(findings.map(({ ruleId, severity, fingerprint }) => [ruleId, severity, fingerprint])).toEqual([
    ['writes-survive-publication', 'error', 'writes-survive-publication:public.a'],
    ['published-table-has-primary-key', 'warning', 'published-table-has-primary-key:public.a'],
  ]);
});

const NONE_FOUND =
  'subscriptions-resolved: postgres_changes is used at src/a.ts:3, but no subscription was found in 12 source files; name the tables in the subscriptions option, or what subscribes to them with wrappers in realtime-guard.yml';

test('roles that the policies were not tried for are told', () => {
  const refused = [{ role: 'anon', message: 'permission denied to set role "anon"' }];
  const given = { ...HEALTHY, policyProbe: { known: true, value: policyProbe({ refused }) } } as const;
  expect(verdict(given)).toMatchObject({
    conclusion: 'success',
    limits: ['the policies of the database were not tried for anon: permission denied to set role "anon"'],
  });
});
