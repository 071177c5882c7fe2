import { resolve } from 'node:path';
import { getInput } from '@actions/core';
import { InputError } from '../model/input-error.js';
import { nearestName } from '../model/nearest-name.js';
import type { Options } from '../model/options.js';
import { saidInEnvironment } from './from-cli.js';
import { type OptionName, optionsOf } from './option-table.js';
import { secretsIn } from './parse-database-url.js';
import { readConfigFile } from './read-config-file.js';
import { readOptions } from './read-options.js';
import { readSourceLinks } from './read-source-links.js';
import { firstSaid, type SaidOptions } from './said.js';
import { findWorkingDirectory } from './working-directory.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Everything that must be masked before the first line of output: the URL and its password, raw and decoded, and the
 * token.
 */
export function secretsOfAction(environment: Environment): readonly string[] {
  const said = [saidInInputs(), saidInEnvironment(environment)];
  const url = firstSaid(said, 'database-url');
  const token = firstSaid(said, 'github-token');
  return [...(url === null ? [] : secretsIn(url.text)), ...(token === null ? [] : [token.text.trim()])];
}

/**
 * Options for a run as a GitHub Action.
 * @param urlAdvice what to do when there is no database URL; depends on the event, see github/event.ts
 * @throws InputError
 */
export async function optionsFromAction(environment: Environment, urlAdvice: () => Promise<string>): Promise<Options> {
  refuseMisspeltInputs(environment);
  const inputs = saidInInputs();
  const workspace = environment['GITHUB_WORKSPACE'] ?? '.';
  const cwd = findWorkingDirectory(workspace, inputs['working-directory']);
  const config = await readConfigFile(cwd, resolve(workspace), inputs.config ?? null);
  return await readOptions({
    cwd,
    repository: resolve(workspace),
    said: [inputs, saidInEnvironment(environment), config.said],
    rules: config.rules,
    exceptions: config.exceptions,
    tables: config.tables,
    wrappers: config.wrappers,
    links: readSourceLinks(environment),
    writesBaseline: false,
    urlAdvice,
  });
}

/** The runner sets every declared input, to the empty text when it is absent: empty says nothing. */
function saidInInputs(): SaidOptions {
  const said: SaidOptions = {};
  for (const { name } of optionsOf('action')) {
    const text = getInput(name, { trimWhitespace: false });
    if (text.trim() !== '') said[name as OptionName] = { origin: `input ${name}`, text };
  }
  return said;
}

/**
 * The runner only warns about an input it does not know, so a misspelt one would silently not count. Names that are
 * near none of ours are left to that warning: a workflow may set INPUT_* variables of its own.
 */
function refuseMisspeltInputs(environment: Environment): void {
  const known = optionsOf('action').map(({ name }) => name);
  for (const variable of Object.keys(environment)) {
    if (!variable.startsWith('INPUT_')) continue;
    const name = variable.slice('INPUT_'.length).toLowerCase();
    const near = known.includes(name) ? null : nearestName(name, known);
    if (near !== null) throw new InputError(`input ${name} is not a known input; did you mean ${near}?`);
  }
}
