import { parseArgs } from 'node:util';
import { InputError } from '../model/input-error.js';
import { nearestName } from '../model/nearest-name.js';
import type { ListingOptions, Options } from '../model/options.js';
import { type OptionName, optionsOf } from './option-table.js';
import { readConfigFile } from './read-config-file.js';
import { readListing, readOptions, type Sources } from './read-options.js';
import { readSourceLinks } from './read-source-links.js';
import type { Said, SaidOptions } from './said.js';
import { findRepository, findWorkingDirectory } from './working-directory.js';

export const COMMANDS = ['check', 'subscriptions', 'fix', 'baseline', 'explain', 'init'] as const;
export type Command = (typeof COMMANDS)[number];

/** What was asked on the command line, before any option is judged. */
export interface CommandLine {
  readonly command: Command | 'help' | 'version';
  /** The words after the command; only `explain` takes one. */
  readonly words: readonly string[];
  readonly said: SaidOptions;
  /** `fix --write`. */
  readonly writes: boolean;
}

const NOTHING = { words: [], said: {}, writes: false } as const;

/**
 * Reads argv (without node and script). A flag given twice is an error, but for one that is a list, which adds up.
 * @throws InputError for an unknown command or flag with the nearest known one
 */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const known = [...optionsOf('cli').map(({ name }) => name), 'cwd'];
  const { tokens } = parseArgs({
    args: [...argv],
    options: {
      ...Object.fromEntries(known.map((name) => [name, { type: 'string' as const }])),
      write: { type: 'boolean' },
    },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words: string[] = [];
  const said: SaidOptions = {};
  let writes = false;
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    if (token.name === 'help' || token.name === 'h') return { ...NOTHING, command: 'help' };
    if (token.name === 'version' || token.name === 'V') return { ...NOTHING, command: 'version' };
    if (token.name === 'write' && token.value === undefined) {
      writes = true;
      continue;
    }
    if (!known.includes(token.name))
      throw new InputError(
        unknownWord(
          token.rawName,
          [...known, 'write'].map((name) => `--${name}`),
          'flag',
        ),
      );
    if (token.value === undefined) throw new InputError(`${token.rawName} needs a value: ${token.rawName} VALUE`);
    const name = (token.name === 'cwd' ? 'working-directory' : token.name) as OptionName;
    said[name] = add(said[name], { origin: token.rawName, text: token.value }, name);
  }
  const [first = 'check', ...rest] = words;
  const command = COMMANDS.find((word) => word === first);
  if (first === 'help') return { ...NOTHING, command: 'help' };
  if (command === undefined) throw new InputError(unknownWord(first, COMMANDS, 'command'));
  if (rest.length > (command === 'explain' ? 1 : 0)) {
    throw new InputError(`"${rest.at(-1)}" is one word too many after ${command}; options begin with --`);
  }
  if (writes && command !== 'fix') throw new InputError(`--write goes with fix: realtime-guard fix --write`);
  return { command, words: rest, said, writes };
}

/**
 * Options for a run from the command line.
 * @param environment process.env, for REALTIME_GUARD_DATABASE_URL
 * @param workingDirectory where the command was started, an absolute path
 * @throws InputError
 */
export async function optionsFromCli(
  line: CommandLine,
  environment: Readonly<Record<string, string | undefined>>,
  workingDirectory: string,
): Promise<Options> {
  return await readOptions(await sourcesOf(line, environment, workingDirectory));
}

/**
 * Options for the list of subscriptions, which needs no database and no migrations.
 * @throws InputError
 */
export async function listingFromCli(line: CommandLine, workingDirectory: string): Promise<ListingOptions> {
  return readListing(await sourcesOf(line, {}, workingDirectory));
}

/**
 * The folder to work in and the repository it is in, for the commands that read nothing else.
 * @throws InputError
 */
export function placeFromCli({ said }: CommandLine, workingDirectory: string): Pick<Sources, 'cwd' | 'repository'> {
  const cwd = findWorkingDirectory(workingDirectory, said['working-directory']);
  return { cwd, repository: findRepository(cwd) };
}

async function sourcesOf(
  line: CommandLine,
  environment: Readonly<Record<string, string | undefined>>,
  workingDirectory: string,
): Promise<Sources> {
  const { command, said } = line;
  const { cwd, repository } = placeFromCli(line, workingDirectory);
  const config = await readConfigFile(cwd, repository, said.config ?? null);
  return {
    cwd,
    repository,
    said: [said, saidInEnvironment(environment), config.said],
    rules: config.rules,
    exceptions: config.exceptions,
    tables: config.tables,
    wrappers: config.wrappers,
    links: readSourceLinks(environment),
    writesBaseline: command === 'baseline',
    urlAdvice: async () => 'give --database-url, or set REALTIME_GUARD_DATABASE_URL, to a Postgres URL',
  };
}

/** What the environment says: only the database URL, so that a secret need not stand on a command line. */
export function saidInEnvironment(environment: Readonly<Record<string, string | undefined>>): SaidOptions {
  const url = environment['REALTIME_GUARD_DATABASE_URL'];
  return url === undefined || url === ''
    ? {}
    : { 'database-url': { origin: 'REALTIME_GUARD_DATABASE_URL', text: url } };
}

function add(before: Said | undefined, now: Said, name: OptionName): Said {
  if (before === undefined) return now;
  if (optionsOf('cli').some((option) => option.name === name && option.kind === 'list'))
    return { origin: now.origin, text: `${before.text}\n${now.text}` };
  throw new InputError(`${now.origin} is given twice`);
}

function unknownWord(word: string, known: readonly string[], what: string): string {
  const near = nearestName(word, known);
  return `${word} is not a known ${what}; ${near === null ? `known are ${known.join(', ')}` : `did you mean ${near}?`}`;
}
