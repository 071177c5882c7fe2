import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { optionsOf } from '../../src/inputs/option-table.js';
import { RULE_IDS } from '../../src/model/rule-ids.js';
import { createTestDatabase, servers, type TestDatabase } from '../support/databases.js';
import { type Example, exampleFolder, exampleMigrations } from '../support/examples.js';
import { copyShipped, type Ended, runEntry, type ShippedCopy } from '../support/run-dist.js';

let copy: ShippedCopy;
let broken: TestDatabase;
const cli = (argv: readonly string[], environment: Record<string, string> = {}): Promise<Ended> =>
  runEntry(copy, 'dist/cli/index.js', argv, environment);
const story = (argv: readonly string[], environment: Record<string, string> = {}): Promise<Ended> =>
  cli([...argv, '--cwd', exampleFolder('broken')], { REALTIME_GUARD_DATABASE_URL: broken.url, ...environment });

beforeAll(async () => {
  copy = copyShipped();
  broken = await createTestDatabase(servers()[0]?.major ?? 17, exampleMigrations('broken'));
});

afterAll(async () => {
  copy.remove();
  await broken.drop();
});

const FULL = /^realtime-guard: standard output cannot be written \(ENOSPC.*\); the report is not whole\n$/;

describe('the shipped command line, alone in an empty folder', () => {
  test('reports the broken project and ends with 1', async () => {
    const { code, stdout, stderr } = await story(['check']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/✖ failure: 2 errors, 2 notices; 3 tables and 4 subscriptions checked by \d+ rules\n$/);
  });

  test('needs no database where there are migrations: broken 1, healthy 0', async () => {
    const alone = (example: Example): Promise<Ended> => cli(['check', '--cwd', exampleFolder(example)]);
    expect(await alone('broken')).toEqual({
      code: 1,
      stdout: readFileSync('__tests__/rendered/shadow.txt', 'utf8'),
      stderr: '',
    });
    expect(await alone('healthy')).toMatchObject({ code: 0, stderr: '' });
  });

  test('fix --write writes the next migration, after which nothing is found', async () => {
    const project = join(copy.folder, 'project');
    cpSync(exampleFolder('broken'), project, { recursive: true });
    const { code, stdout, stderr } = await cli(['fix', '--write', '--cwd', project]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/\/project\/supabase\/migrations\/\d{14}_realtime_guard\.sql\n$/);
    expect(readFileSync(stdout.trim(), 'utf8')).toBe(readFileSync('__tests__/rendered/birth-story.fix.sql', 'utf8'));
    expect((await cli(['--cwd', project])).code).toBe(0);
    expect(await cli(['fix', '--write', '--cwd', project])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'realtime-guard: nothing to fix\n',
    });
  });

  test('check is what it does when not told', async () => {
    expect((await story([])).stdout).toBe((await story(['check'])).stdout);
  });

  test('prints JSON alone', async () => {
    const { code, stdout, stderr } = await story(['--format', 'json']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, conclusion: 'failure', findings: [{}, {}, {}, {}] });
  });

  test.each([
    ['sarif', /^\{\n {2}"\$schema": .*sarif-2\.1\.0/],
    ['junit', /^<\?xml .*\n<testsuites name="realtime-guard" .*failures="2"/],
    ['gitlab', /^\[\n {2}\{\n/],
    ['markdown', /^## ❌ 2 tables would lose changes: /],
    ['github', /\n::error file=.*,title=replica-identity-full::/],
  ])('prints %s alone', async (format, begins) => {
    const { code, stdout, stderr } = await story(['--format', format]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(begins);
  });

  test('baseline accepts what there is, names the file, and what is mended is told to be gone', async () => {
    const project = join(copy.folder, 'not-clean-yet');
    cpSync(exampleFolder('broken'), project, { recursive: true });
    const file = join(project, 'realtime-guard-baseline.json');
    expect(await cli(['baseline', '--cwd', project])).toEqual({
      code: 0,
      stdout: `${file}\n`,
      stderr: 'realtime-guard: 2 errors, 2 notices accepted; give the file in the option baseline\n',
    });
    const known = ['--cwd', project, '--baseline', 'realtime-guard-baseline.json'];
    const accepted = await cli(known);
    expect(accepted).toMatchObject({ code: 0, stderr: '' });
    expect(accepted.stdout).toMatch(/\n✔ success: no new findings; /);
    await cli(['fix', '--write', '--cwd', project]);
    expect((await cli(known)).stdout).toMatch(/\nNote: 3 findings of the baseline are gone \(/);
    writeFileSync(file, '{');
    const torn = await cli(known);
    expect({ code: torn.code, stdout: torn.stdout }).toEqual({ code: 2, stdout: '' });
    expect(torn.stderr).toMatch(/^realtime-guard: .*realtime-guard-baseline\.json/);
  });

  test('writes the files that are asked for, whole', async () => {
    const [json, fix] = [join(copy.folder, 'report.json'), join(copy.folder, 'fix.sql')];
    expect((await story(['--json-file', json, '--fix-file', fix])).code).toBe(1);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ version: 1 });
    expect(readFileSync(fix, 'utf8')).toBe((await story(['fix'])).stdout);
    expect(readdirSync(copy.folder).filter((file) => file.endsWith('.tmp'))).toEqual([]);
  });

  test('fix prints the migration and nothing else; 0 when it mends everything', async () => {
    const { code, stdout, stderr } = await story(['fix']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(readFileSync('__tests__/rendered/birth-story.fix.sql', 'utf8'));
  });

  test.each([
    ['a reader that closes the pipe is no error', '| head -c 1', 0, /^$/],
    // A device of Linux that is always full.
    ...(existsSync('/dev/full')
      ? [['a full disk is one line, and the report is not whole', '> /dev/full', 2, FULL] as const]
      : []),
  ] as const)('standard output: %s', async (_, redirection, code, says) => {
    const guard = `"${process.execPath}" "${join(copy.folder, 'dist/cli/index.js')}" explain`;
    const script = `set -o pipefail; ${guard} ${redirection}`;
    const ended = spawnSync('bash', ['--norc', '-c', script], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
      // From a socket bash would take itself for a remote shell.
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect({ code: ended.status, stderr: ended.stderr }).toEqual({ code, stderr: expect.stringMatching(says) });
  });

  test('colours for people, not for pipes, and never against NO_COLOR', async () => {
    const colour = '\u001b[';
    expect((await story([])).stdout).not.toContain(colour);
    expect((await story([], { FORCE_COLOR: '1' })).stdout).toContain(colour);
    expect((await story([], { FORCE_COLOR: '1', NO_COLOR: '1' })).stdout).not.toContain(colour);
  });

  test('bad input is one error on standard error, 2, and nothing on standard output', async () => {
    const { code, stdout, stderr } = await story(['--fail-on', 'eror']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      /^realtime-guard: --fail-on: "eror" is not one of error, warning, never; did you mean error\?\n/,
    );
  });

  test('no connection is 2, in text, JSON and fix, and no password is shown', async () => {
    const url = 'postgresql://postgres:s3cr%40t@127.0.0.1:1/postgres';
    for (const argv of [[], ['--format', 'json'], ['fix']]) {
      const { code, stdout, stderr } = await cli(argv, { REALTIME_GUARD_DATABASE_URL: url });
      expect(code).toBe(2);
      expect(stdout + stderr).toContain('nothing listens there');
      expect(stdout + stderr).not.toMatch(/s3cr/);
    }
  });

  test('lists the subscriptions without a database, and ends with 2 where there is no source', async () => {
    const empty = join(copy.folder, 'empty');
    mkdirSync(empty);
    const { code, stdout, stderr } = await cli(['subscriptions', '--format', 'json', '--cwd', empty]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, files: 0, subscriptions: [], conclusion: 'undetermined' });
  });

  test('help names every option, version and rules are told, all without a database', async () => {
    const help = await cli(['--help']);
    expect(help.code).toBe(0);
    for (const { name } of optionsOf('cli')) expect(help.stdout).toContain(`--${name} `);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect((await cli(['--version'])).stdout).toBe(`realtime-guard ${version}\n`);
    expect((await cli(['explain'])).stdout.match(/^[a-z-]+/gm)).toEqual([...RULE_IDS]);
    for (const id of RULE_IDS)
      expect((await cli(['explain', id])).stdout).toBe(readFileSync(`docs/rules/${id}.md`, 'utf8'));
  });

  test('loads only what a run needs: driver, yaml, scanner, embedded database', async () => {
    const preload = join(copy.folder, 'trace.cjs');
    writeFileSync(
      preload,
      `const { _extensions: load } = require('node:module');
       const { pathToFileURL } = require('node:url');
       const before = load['.js'];
       load['.js'] = (module, path) => {
         process._rawDebug(String(pathToFileURL(path)));
         before(module, path);
       };`,
    );
    const loaded = async (argv: readonly string[]): Promise<readonly string[]> => {
      const { stderr } = await cli(argv, {
        NODE_OPTIONS: `--require ${preload}`,
        REALTIME_GUARD_DATABASE_URL: broken.url,
      });
      return stderr.split('\n').filter((line) => line.includes('/dist/'));
    };
    const help = await loaded(['--help']);
    const check = await loaded(['--subscriptions', 'public.main_crm']);
    writeFileSync(join(copy.folder, 'config.yml'), 'fail-on: error\n');
    const withConfig = ['--config', join(copy.folder, 'config.yml')];
    const checkWithConfig = await loaded([...withConfig, '--shadow', 'off', '--cwd', exampleFolder('broken')]);
    const replayed = await loaded(['--cwd', exampleFolder('broken')]);
    // The entry and the text.
    expect(help).toHaveLength(2);
    expect(check.length).toBeGreaterThan(help.length);
    // A chunk that both entries have is a line that leads to the one of the action.
    expect(names(checkWithConfig).length).toBeGreaterThan(names(check).length);
    const unscanned = await loaded(['--subscriptions', 'public.main_crm', '--sources', 'off']);
    expect(unscanned.every((url) => check.includes(url))).toBe(true);
    expect(unscanned.length).toBeLessThan(check.length);
    const forReplay = replayed.filter((url) => !checkWithConfig.includes(url));
    expect(forReplay.length).toBeGreaterThan(1);
    // Whatever the names of the chunks: without them, and without the assets, everything else still runs.
    rmSync(join(copy.folder, 'dist/embedded'), { recursive: true });
    for (const url of forReplay.filter((one) => !one.includes('/embedded/'))) rmSync(new URL(url));
    expect((await story(['--shadow', 'off'])).code).toBe(1);
    expect((await story([])).code).toBe(2);
  });
});

function names(urls: readonly string[]): readonly string[] {
  return [...new Set(urls.map((url) => url.slice(url.lastIndexOf('/') + 1)))];
}
