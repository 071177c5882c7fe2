import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { renderConfig, renderStep, renderWorkflow } from './init-files.js';
import { findMigrations } from './migrations/find-migrations.js';
import { findProjectsBelow } from './migrations/find-projects-below.js';
import { InputError } from './model/input-error.js';
import { displayText } from './model/names.js';
import { messageOf } from './model/thrown.js';

const WORKFLOWS = '.github/workflows';
const CONFIG = 'realtime-guard.yml';
/** Where others keep SQL migrations; those that are found without being named are not among them. */
const KEPT_ELSEWHERE = ['migrations', 'db/migrations', 'database/migrations'];

/** A file that is to be there, absolute. */
interface Planned {
  readonly path: string;
  readonly content: string;
}

/** Where the guard was asked to start. */
interface Place {
  readonly cwd: string;
  /** The root of the repository, where GitHub looks for workflows. */
  readonly repository: string;
  /** Where the command was typed, and the next ones will be. */
  readonly here: string;
}

/**
 * Writes a workflow and a config file for the project, each only where there is none yet.
 * @returns what was written and what to do next, for people
 * @throws InputError when it cannot be written, and then nothing is; or when it is not certain which project is meant
 */
export async function init({ cwd, repository, here }: Place): Promise<string> {
  const project = await findProject(cwd, repository);
  const nameOf = (path: string): string => displayText(relative(repository, path).replaceAll('\\', '/'));
  const workflow = findWorkflow(repository);
  const config = findConfig(project.path);
  const folder = relative(repository, project.path).replaceAll('\\', '/');
  const planned = [
    ...(workflow === null
      ? [
          {
            path: join(repository, WORKFLOWS, CONFIG),
            content: renderWorkflow({ branch: findBranch(repository), folder }),
          },
        ]
      : []),
    ...(config === null ? [{ path: join(project.path, CONFIG), content: renderConfig(project.named) }] : []),
  ];
  writeAll(planned);
  const there = [workflow, config].flatMap((path) => path ?? []);
  return [
    ...planned.map(({ path }) => `wrote ${nameOf(path)}`),
    ...there.map((path) => `${nameOf(path)} is there already and was left alone`),
    '',
    ...sayNext(project, { folder, there: relative(here, project.path), workflow, isNew: planned.length > 0 }),
    '',
  ].join('\n');
}

/** The project that is meant, and where its migrations are. */
interface Project {
  readonly path: string;
  readonly hasMigrations: boolean;
  /** The folder of migrations that are only found when they are named. */
  readonly named: string | null;
}

/** Where it is looked for when the guard runs. */
function findConfig(folder: string): string | null {
  return [CONFIG, `.github/${CONFIG}`].map((name) => join(folder, name)).find(existsSync) ?? null;
}

async function findProject(cwd: string, repository: string): Promise<Project> {
  // A config file says where they are, or that there are none.
  const isHere = findConfig(cwd) !== null || (await findMigrations(cwd, repository, null)) !== null;
  if (isHere) return { path: cwd, hasMigrations: true, named: null };
  const named = KEPT_ELSEWHERE.find((folder) => hasSql(join(cwd, folder))) ?? null;
  if (named !== null) return { path: cwd, hasMigrations: true, named };
  const [only, ...others] = findProjectsBelow(cwd);
  if (only === undefined) return { path: cwd, hasMigrations: false, named: null };
  if (others.length === 0) return { path: join(cwd, only), hasMigrations: true, named: null };
  const all = [only, ...others].map(displayText).join(', ');
  throw new InputError(`init: there are migrations in ${all}; name one with --cwd, such as --cwd ${displayText(only)}`);
}

function hasSql(folder: string): boolean {
  return namesIn(folder).some((name) => name.endsWith('.sql'));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** One of that name, or any that runs the guard already; null when there is none. */
function findWorkflow(repository: string): string | null {
  const folder = join(repository, WORKFLOWS);
  const files = namesIn(folder).filter((name) => /\.ya?ml$/.test(name));
  const found =
    files.find((name) => /^realtime-guard\.ya?ml$/.test(name)) ??
    files.find((name) => /^[^#\n]*\buses:.*\/realtime-guard@/m.test(readOrNothing(join(folder, name))));
  return found === undefined ? null : join(folder, found);
}

/** The branch that the remote calls its own, else the one that is checked out when it has a usual name. */
function findBranch(repository: string): string {
  const [, remote] =
    /^ref: refs\/remotes\/origin\/(\S+)/.exec(readOrNothing(join(repository, '.git/refs/remotes/origin/HEAD'))) ?? [];
  const [, here] =
    /^ref: refs\/heads\/(master|trunk|develop)\s*$/.exec(readOrNothing(join(repository, '.git/HEAD'))) ?? [];
  return remote ?? here ?? 'main';
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** All or none, and never over a file: who fails half-way takes back what stands there. */
function writeAll(planned: readonly Planned[]): void {
  const made: string[] = [];
  for (const { path, content } of planned) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      const file = openSync(path, 'wx');
      made.push(path);
      try {
        writeFileSync(file, content);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      for (const one of made) rmSync(one, { force: true });
      throw new InputError(
        `init: ${path} cannot be written (${messageOf(error)}); nothing was, see that the folder can be written to`,
      );
    }
  }
}

interface Outcome {
  readonly folder: string;
  /** From where the command was typed; empty when that is the project. */
  readonly there: string;
  /** The workflow that was there. */
  readonly workflow: string | null;
  readonly isNew: boolean;
}

function sayNext({ hasMigrations }: Project, { folder, there, workflow, isNew }: Outcome): readonly string[] {
  const cwd = there === '' ? '' : ` --cwd ${displayText(there)}`;
  const isMissing = workflow !== null && folder !== '' && !readOrNothing(workflow).includes(folder);
  const advice = [
    ...(isMissing ? [`That workflow does not name ${displayText(folder)}. To check it as well, add the step`] : []),
    ...(isMissing ? ['', renderStep(folder)] : []),
    ...(hasMigrations
      ? []
      : ['No migrations were found: name them under migrations in the config file, or give database-url a database.']),
  ];
  if (!isNew) return [...advice, 'Nothing is left to write.'];
  return [
    ...advice,
    'What to do next:',
    `  1. realtime-guard check${cwd}  (what it finds today)`,
    `  2. realtime-guard baseline${cwd}  (only if that is too much to mend at once; then name the file under baseline)`,
    '  3. commit the files, and make the job realtime a required status check.',
  ];
}
