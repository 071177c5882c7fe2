import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { createTestDatabase, servers, type TestDatabase } from '../support/databases.js';
import { exampleMigrations } from '../support/examples.js';
import { startGitHubApi } from '../support/github-api.js';
import { type ActionRun, copyShipped, runAction, type ShippedCopy } from '../support/run-dist.js';

let copy: ShippedCopy;
let broken: TestDatabase;
let healthy: TestDatabase;
let hostile: TestDatabase;
const REPOSITORY = resolve('.');
const inputs = (database: TestDatabase, example: string): Record<string, string> => ({
  'database-url': database.url,
  'working-directory': `examples/crm-realtime/${example}`,
});
const errorsIn = ({ commands }: ActionRun): readonly string[] =>
  commands.filter(({ command }) => command === 'error').map(({ message }) => message);

beforeAll(async () => {
  const major = servers().at(-1)?.major ?? 17;
  copy = copyShipped();
  broken = await createTestDatabase(major, exampleMigrations('broken'));
  healthy = await createTestDatabase(major, exampleMigrations('healthy'));
  hostile = await createTestDatabase(
    major,
    `create table "::set-output name=x::y" (id int primary key); create table "##[add-mask]public" (id int primary key);
     create table "%0A::warning::injected" (id int primary key);
     alter publication supabase_realtime add table "::set-output name=x::y", "##[add-mask]public", "%0A::warning::injected"`,
  );
});

afterAll(async () => {
  copy.remove();
  for (const database of [broken, healthy, hostile]) await database.drop();
});

const PULL_REQUEST = {
  number: 7,
  head: { ref: 'feature', sha: 'a'.repeat(40), repo: { fork: false } },
  base: { ref: 'main' },
};
const EVENTS: readonly (readonly [string, object])[] = [
  ['pull_request', { pull_request: PULL_REQUEST }],
  ['push', { ref: 'refs/heads/main' }],
  ['merge_group', { merge_group: { base_sha: 'b'.repeat(40), head_sha: 'a'.repeat(40) } }],
  ['schedule', { schedule: '0 5 * * *' }],
  ['workflow_dispatch', { inputs: null }],
];

describe('the shipped action, alone in an empty folder', () => {
  test.each(EVENTS)('%s: the broken project fails, with outputs, annotations and summary', async (event, payload) => {
    const run = await runAction(copy, inputs(broken, 'broken'), { event, payload, workspace: REPOSITORY });
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 1, stderr: '' });
    expect(run.outputs).toEqual({
      conclusion: 'failure',
      errors: '2',
      warnings: '0',
      notices: '2',
      'tables-checked': '3',
      'subscriptions-found': '4',
      'subscriptions-unresolved': '0',
      'fix-sql': readFileSync('__tests__/rendered/birth-story.fix.sql', 'utf8'),
    });
    const annotations = run.commands.filter(({ command }) => command === 'error');
    expect(annotations).toHaveLength(2);
    expect(annotations[0]?.properties).toMatch(
      /^title=replica-identity-full,file=examples\/crm-realtime\/broken\/supabase\/migrations\/20250324093000_realtime\.sql,line=\d+,col=\d+$/,
    );
    expect(run.summary).toContain('❌ 2 tables would lose changes: ');
  });

  test('the healthy project succeeds', async () => {
    const run = await runAction(copy, inputs(healthy, 'healthy'), { workspace: REPOSITORY });
    expect({ code: run.code, outputs: run.outputs, errors: errorsIn(run) }).toMatchObject({
      code: 0,
      outputs: { conclusion: 'success', errors: '0', 'fix-sql': '' },
      errors: [],
    });
    expect(run.summary).toContain('✅ Realtime is set up');
  });

  test('every declared output is set, and no other', async () => {
    const { outputs } = parse(readFileSync('action.yml', 'utf8'));
    const run = await runAction(
      copy,
      {
        ...inputs(broken, 'broken'),
        'json-file': join(copy.folder, 'report.json'),
        'sarif-file': join(copy.folder, 'report.sarif'),
      },
      { workspace: REPOSITORY },
    );
    expect(Object.keys(run.outputs).sort()).toEqual(Object.keys(outputs).sort());
    expect(JSON.parse(readFileSync(run.outputs['json-file'] ?? '', 'utf8'))).toMatchObject({ version: 1 });
    expect(JSON.parse(readFileSync(run.outputs['sarif-file'] ?? '', 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  test('a report file that cannot be written takes nothing of the verdict away', async () => {
    const run = await runAction(
      copy,
      { ...inputs(broken, 'broken'), 'json-file': join(copy.folder, 'index.js/report.json') },
      { workspace: REPOSITORY },
    );
    expect({ code: run.code, outputs: run.outputs }).toMatchObject({
      code: 2,
      outputs: { conclusion: 'undetermined', errors: '2' },
    });
    expect(run.summary).toContain('❌ 2 tables would lose changes: ');
    expect(errorsIn(run).join()).toContain('report.json');
  });

  test('the URL and its password, raw and decoded, are masked before anything else is said', async () => {
    const run = await runAction(copy, { 'database-url': 'postgresql://postgres:s3cr%40t@127.0.0.1:1/postgres' });
    const masks = run.commands.findIndex(({ command }) => command !== 'add-mask');
    const masked = run.commands.slice(0, masks).map(({ message }) => message);
    expect(masked).toEqual(['postgresql://postgres:s3cr%2540t@127.0.0.1:1/postgres', 's3cr%2540t', 's3cr@t']);
    expect(
      run.stdout
        .split('\n')
        .slice(0, 3)
        .every((line) => line.startsWith('::add-mask::')),
    ).toBe(true);
    const shown = run.commands.slice(masks).map(({ message, properties }) => message + properties);
    expect(`${shown.join('\n')}${run.summary}${JSON.stringify(run.outputs)}${run.stderr}`).not.toMatch(/s3cr/);
    expect(run).toMatchObject({ code: 2, outputs: { conclusion: 'undetermined' } });
  });

  test.each<[string, string, object, Record<string, string>, RegExp]>([
    ['a fork', 'pull_request', { pull_request: { head: { repo: { fork: true } } } }, {}, /comes from a fork/],
    ['a fork that was deleted', 'pull_request', { pull_request: { head: { repo: null } } }, {}, /does not exist/],
    [
      'Dependabot',
      'pull_request',
      { pull_request: PULL_REQUEST },
      { GITHUB_ACTOR: 'dependabot[bot]' },
      /started by Dependabot/,
    ],
    ['a merge group', 'merge_group', { merge_group: {} }, {}, /empty or does not exist/],
    ['a schedule', 'schedule', {}, {}, /empty or does not exist/],
  ])('without a URL, for %s, says why', async (_who, event, payload, environment, advice) => {
    const run = await runAction(copy, { 'database-url': '' }, { event, payload, environment });
    expect({ code: run.code, outputs: run.outputs }).toEqual({ code: 2, outputs: { conclusion: 'undetermined' } });
    expect(errorsIn(run)).toEqual([expect.stringMatching(advice)]);
    expect(run.summary).toMatch(/^## ⚠️ Realtime could not be checked\n\n.*empty/);
  });

  test('whatever GitHub does with the comment, exit code, outputs and summary are the same', async () => {
    const api = await startGitHubApi();
    const repository = { full_name: 'acme/crm' };
    const payload = {
      pull_request: { number: 7, head: { sha: 'a'.repeat(40), repo: repository }, base: { repo: repository } },
    };
    const deliver = (): Promise<ActionRun> =>
      runAction(
        copy,
        {
          ...inputs(broken, 'broken'),
          'github-token': 'ghs_never-to-be-seen',
          'check-run': 'true',
          suggestions: 'true',
        },
        { event: 'pull_request', payload, workspace: REPOSITORY, environment: { GITHUB_API_URL: api.url } },
      );
    const toldOf = ({ code, stderr, outputs, summary }: ActionRun) => ({ code, stderr, outputs, summary });
    try {
      const whole = await deliver();
      expect(api.comments.map(({ body }) => body)).toEqual([
        expect.stringContaining('❌ 2 tables would lose changes: '),
      ]);
      expect(api.checkRuns).toHaveLength(1);
      for (const mode of ['readonly-token', '502-html', 'cut-body', 'hang'] as const) {
        api.reset();
        api.fail({ mode, on: '* *' });
        const run = await deliver();
        expect(toldOf(run)).toEqual(toldOf(whole));
        const warnings = run.commands.filter(({ properties }) => properties.includes('realtime-guard delivery'));
        expect([mode, warnings.length]).toEqual([mode, 3]);
        const said = run.stdout.split('\n').filter((text) => !text.startsWith('::add-mask::'));
        expect(said.join('\n')).not.toContain('never-to-be-seen');
      }
    } finally {
      await api.close();
    }
  });

  test('a pull request from a fork, without the secret, is checked by its migrations', async () => {
    const run = await runAction(
      copy,
      { 'database-url': '', 'working-directory': 'examples/crm-realtime/broken' },
      {
        event: 'pull_request',
        payload: { pull_request: { head: { repo: { fork: true } } } },
        workspace: REPOSITORY,
      },
    );
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 1, stderr: '' });
    expect(run.outputs).toMatchObject({ conclusion: 'failure', errors: '2', 'tables-checked': '3' });
    const annotations = run.commands.filter(({ command }) => command === 'error');
    const file = 'examples/crm-realtime/broken/supabase/migrations/20250324093000_realtime.sql';
    expect(annotations.map(({ properties }) => properties)).toEqual([
      `title=replica-identity-full,file=${file},line=4,col=10`,
      `title=replica-identity-full,file=${file},line=3,col=10`,
    ]);
    expect(run.summary).toContain('PGlite');
  });

  test('names from the database start no workflow command', async () => {
    const run = await runAction(copy, { 'database-url': hostile.url });
    expect([...new Set(run.commands.map(({ command }) => command))].sort()).toEqual(['add-mask', 'error', 'warning']);
    expect(run.commands.filter(({ command }) => command === 'add-mask')).toHaveLength(2);
    expect(run.outputs['errors']).toBe('3');
  });

  test('annotations: none leaves them out', async () => {
    const run = await runAction(copy, { ...inputs(broken, 'broken'), annotations: 'none' }, { workspace: REPOSITORY });
    expect({ code: run.code, errors: errorsIn(run) }).toEqual({ code: 1, errors: [] });
  });

  test('a summary that cannot be written changes no verdict', async () => {
    const environment = { GITHUB_STEP_SUMMARY: '/no/such/file' };
    const run = await runAction(copy, inputs(broken, 'broken'), { workspace: REPOSITORY, environment });
    expect({ code: run.code, conclusion: run.outputs['conclusion'] }).toEqual({ code: 1, conclusion: 'failure' });
    expect(run.commands.filter(({ command }) => command === 'warning')).toHaveLength(1);
  });
});
