import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Options } from '../../src/model/options.js';
import type { Verdict } from '../../src/model/verdict.js';
import { runRules } from '../../src/rules/run-rules.js';
import { judge } from '../../src/verdict/judge.js';
import { facts, line, subscription, table } from '../support/builders.js';
import { FAULTS, type FaultMode, type GitHubApi, startGitHubApi } from '../support/github-api.js';
import { tableRows } from '../support/markdown-tables.js';

const TOKEN = 'ghs_never-to-be-seen';
const SHA = 'a'.repeat(40);
const REPOSITORY = { full_name: 'octo-org/octo-repo' };
const PULL = { number: 7, head: { sha: SHA, repo: REPOSITORY }, base: { repo: REPOSITORY } };
/** Short enough for tests in which everything hangs. */
const LIMITS = { delivery: 1_500, lines: 700, call: 250 };
const BROKEN = judgeOne('d');
const HEALTHY = judgeOne('f');
let api: GitHubApi;

beforeAll(async () => {
  api = await startGitHubApi();
  // Read once, when octokit is loaded.
  Object.assign(process.env, { GITHUB_API_URL: api.url, GITHUB_REPOSITORY: 'octo-org/octo-repo' });
  // Jest cannot load a module for two at the same moment, and loading takes longer than the calls may.
  for (const name of ['deliver', 'client', 'pull', 'changed-lines', 'channels', 'comment', 'check-run', 'suggestions'])
    await import(`../../src/github/${name}.ts`);
  await import('@actions/github');
});
afterAll(() => api.close());
beforeEach(() => {
  api.reset();
  api.files.push({
    filename: line(1).file,
    status: 'added',
    patch: `@@ -0,0 +1,2 @@\n+create table public.a ();\n+${ADD};`,
  });
});

const ADD = 'alter publication supabase_realtime add table public.a';

function judgeOne(relreplident: 'd' | 'f'): Verdict {
  const one = table('public.a', { relreplident, createdAt: line(1), publishedAt: line(2), confidence: 'replayed' });
  const given = facts([one], [subscription('public.a', { event: 'INSERT' })]);
  return judge(given, runRules(given, {}), 'error');
}

/** All channels, but for what the test changes. */
function options(changes: Partial<Options> = {}): Options {
  const wanted = {
    annotations: 'all',
    comment: 'always',
    commentKey: 'web',
    checkRun: true,
    suggestions: true,
    githubToken: TOKEN,
    links: null,
    ...changes,
  };
  // Delivery reads no other.
  return wanted as Options;
}

/** What a delivery prints, and how long it takes. */
async function run(
  verdict: Verdict,
  changes: Partial<Options> = {},
  { event = 'pull_request', payload = { pull_request: PULL } as object } = {},
): Promise<{ readonly printed: readonly string[]; readonly warnings: readonly string[]; readonly ms: number }> {
  const [{ deliver }, { context }] = await Promise.all([
    import('../../src/github/deliver.js'),
    import('@actions/github'),
  ]);
  Object.assign(context, { payload, eventName: event, sha: 'b'.repeat(40) });
  const printed: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  const before = performance.now();
  try {
    await deliver(verdict, options(changes), { GITHUB_EVENT_NAME: event }, LIMITS);
  } finally {
    write.mockRestore();
  }
  const warnings = printed.filter((text) => text.startsWith('::warning title=realtime-guard delivery::'));
  return { printed, warnings, ms: performance.now() - before };
}

const made = () => ({
  comments: api.comments.length,
  checkRuns: api.checkRuns.length,
  reviews: api.reviews.length,
});

describe('a pull request', () => {
  test('everything is delivered, and nothing is said of it', async () => {
    const { printed, warnings } = await run(BROKEN);
    expect(made()).toEqual({ comments: 1, checkRuns: 1, reviews: 1 });
    expect(warnings).toEqual([]);
    expect(printed.filter((text) => text.startsWith('::error'))).toEqual([
      expect.stringContaining(`title=replica-identity-full,file=${line(2).file},line=2`),
    ]);
    expect(api.checkRuns[0]?.body).toMatchObject({ head_sha: SHA, conclusion: 'failure' });
  });

  test('one that is clean from the start: nothing is asked for but the comments', async () => {
    await run(HEALTHY, { comment: 'on-failure', checkRun: false });
    expect(api.calls).toEqual(['GET /repos/octo-org/octo-repo/issues/7/comments?per_page=100&page=1']);
  });

  test('one that was mended: its comment is brought up to date', async () => {
    await run(BROKEN, { comment: 'on-failure' });
    const red = api.comments[0]?.body;
    await run(HEALTHY, { comment: 'on-failure' });
    expect(api.comments).toHaveLength(1);
    expect(api.comments[0]?.body).not.toBe(red);
    expect(api.comments[0]?.body).toMatch(/^<!-- realtime-guard:web -->\n/);
  });

  test('from a fork: the lines are read, and nothing else is tried', async () => {
    const head = { sha: SHA, repo: { full_name: 'ann/octo-repo' } };
    const { printed, warnings } = await run(BROKEN, {}, { payload: { pull_request: { ...PULL, head } } });
    expect(api.calls).toEqual(['GET /repos/octo-org/octo-repo/pulls/7/files?per_page=100&page=1']);
    expect(warnings).toEqual([]);
    expect(printed.join('')).toContain('from a fork may only read');
  });

  test('from a fork, under pull_request_target: the token may write', async () => {
    const head = { sha: SHA, repo: { full_name: 'ann/octo-repo' } };
    await run(BROKEN, {}, { event: 'pull_request_target', payload: { pull_request: { ...PULL, head } } });
    expect(made()).toEqual({ comments: 1, checkRuns: 1, reviews: 1 });
  });
});

describe('no pull request', () => {
  test.each([
    ['push', { ref: 'refs/heads/main' }],
    ['merge_group', { merge_group: { head_sha: SHA } }],
    ['schedule', { schedule: '0 5 * * *' }],
    ['workflow_dispatch', { inputs: null }],
    ['issue_comment', { issue: { number: 7, pull_request: {} } }],
  ])('%s: nothing is asked of GitHub, and nothing said', async (event, payload) => {
    const { printed, warnings } = await run(BROKEN, { checkRun: false }, { event, payload });
    expect({ calls: api.calls, warnings }).toEqual({ calls: [], warnings: [] });
    expect(printed.some((text) => text.startsWith('::error title=replica-identity-full'))).toBe(true);
  });

  test('a check run belongs to the commit of the run', async () => {
    await run(BROKEN, {}, { event: 'push', payload: {} });
    expect(made()).toEqual({ comments: 0, checkRuns: 1, reviews: 0 });
    expect(api.checkRuns[0]?.body).toMatchObject({ head_sha: 'b'.repeat(40) });
  });

  test('no token: annotations only', async () => {
    const { printed } = await run(BROKEN, { githubToken: '' });
    expect(api.calls).toEqual([]);
    expect(printed.some((text) => text.startsWith('::error title=replica-identity-full'))).toBe(true);
  });
});

const CALLS = ['GET /files', 'GET /issues/', 'POST /issues/', 'PATCH /issues/', 'POST /check-runs'] as const;
const ALL = [...CALLS, 'GET /pulls/7/comments', 'POST /reviews', '* *'] as const;
const CHANNELS: Readonly<Record<(typeof ALL)[number], readonly string[]>> = {
  'GET /files': ['the lines that the pull request changes'],
  'GET /issues/': ['the comment'],
  'POST /issues/': ['the comment'],
  'PATCH /issues/': ['the comment'],
  'POST /check-runs': ['the check run'],
  'GET /pulls/7/comments': ['suggestions'],
  'POST /reviews': ['suggestions'],
  '* *': ['the lines that the pull request changes', 'the comment', 'the check run'],
};
const channelOf = (text: string): string => /^::[^:]*::([^:]*):/.exec(text)?.[1] ?? '';

describe('every fault on every call', () => {
  // What is lost was done, and what is found to be done is not warned of.
  const failures = (mode: FaultMode, on: (typeof ALL)[number]): readonly string[] =>
    mode === 'lost' || mode === 'cut-body' || mode === 'empty-body'
      ? CHANNELS[on].filter((channel) => channel !== 'the comment' || on !== 'POST /issues/')
      : CHANNELS[on];

  test.each(ALL.flatMap((on) => FAULTS.map((mode) => [on, mode] as const)))('%s %s', async (on, mode) => {
    if (on === 'PATCH /issues/') {
      const body = '<!-- realtime-guard:web -->\nold';
      api.comments.push({ id: 99, body, user: { login: 'github-actions[bot]' } });
    }
    // Longer than can be waited, where it is a limit.
    api.fail({ mode, on, retryAfter: 60 });
    const exitCode = process.exitCode;
    const { printed, warnings, ms } = await run(BROKEN);
    expect(warnings.map(channelOf).toSorted()).toEqual(failures(mode, on).toSorted());
    expect(printed.filter((text) => text.startsWith('::error'))).toHaveLength(1);
    for (const text of warnings) expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect(printed.join('')).not.toMatch(/never-to-be-seen|\n\s+at |undefined/);
    expect(ms).toBeLessThan(LIMITS.delivery + 1_500);
    expect(process.exitCode).toBe(exitCode);
    // Each is independent of the others.
    if (on !== '* *') expect(Object.values(made()).filter((count) => count === 0).length).toBeLessThanOrEqual(1);
  });
});

describe('docs/troubleshooting.md', () => {
  const cases: readonly (readonly [string, FaultMode])[] = [
    ['a token that lacks a permission', 'readonly-token'],
    ['a token that may not see the repository', 'not-found'],
    ['a token that single sign-on does not let in', 'sso'],
    ['a token that has ended', 'bad-credentials'],
    ['a rate limit that lasts', 'secondary-429'],
    ['a report that GitHub does not take', 'validation'],
    ['trouble at GitHub', '502-html'],
    ['no answer', 'hang'],
    ['a connection that is cut', 'reset'],
    ['an answer without its end', 'cut-body'],
  ];
  const documented = new Map(
    tableRows('docs/troubleshooting.md', '## What the guard says about its delivery').map(([given = '', says = '']) => [
      given,
      says.replace(/^`|`$/g, ''),
    ]),
  );

  test('has a row for each case, and no other', () => {
    expect([...documented.keys()]).toEqual(cases.map(([given]) => given));
  });

  test.each(cases)('%s', async (given, mode) => {
    api.fail({ mode, on: 'GET /issues/', retryAfter: 60 });
    const { warnings } = await run(BROKEN);
    expect(warnings).toEqual([`::warning title=realtime-guard delivery::${documented.get(given)}\n`]);
  });
});

describe('what is said', () => {
  test('of a conversation that is locked: no permission would help', async () => {
    api.fail({ mode: 'locked', on: 'POST /issues/' });
    const { warnings } = await run(BROKEN);
    expect(warnings).toEqual([
      '::warning title=realtime-guard delivery::the comment: GitHub does not let the token do it (403, Unable to create comment because issue is locked.)\n',
    ]);
  });

  test('the permissions are those of the options', async () => {
    api.fail({ mode: 'readonly-token', on: '* *' });
    const { warnings } = await run(BROKEN, { comment: 'never', suggestions: false, checkRun: false });
    expect(warnings).toEqual([expect.stringContaining('“permissions: { contents: read, pull-requests: read }”')]);
  });

  test('an event without a repository is one line, and the annotations are there', async () => {
    const before = process.env['GITHUB_REPOSITORY'];
    try {
      delete process.env['GITHUB_REPOSITORY'];
      const { printed, warnings } = await run(BROKEN);
      expect(warnings.map(channelOf)).toEqual(['the delivery']);
      expect(printed.filter((text) => text.startsWith('::error'))).toHaveLength(1);
    } finally {
      process.env['GITHUB_REPOSITORY'] = before;
    }
  });

  test('a token that is none is one line a channel, without the token', async () => {
    const { printed, warnings } = await run(BROKEN, { githubToken: 'never-to-be-seen\n☠' });
    expect(new Set(warnings.map(channelOf)).size).toBe(warnings.length);
    expect(printed.join('')).not.toContain('never-to-be-seen');
  });
});
