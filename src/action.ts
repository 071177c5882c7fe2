import { error, info, setOutput, setSecret } from '@actions/core';
import { adviceForMissingUrl } from './github/event.js';
import { guard } from './guard.js';
import { optionsFromAction, secretsOfAction } from './inputs/from-action.js';
import { InputError } from './model/input-error.js';
import { stackOf } from './model/thrown.js';
import { progressTo } from './show-progress.js';
import { EXIT_CODES } from './verdict/exit-code.js';

/** What shows the verdict comes after it is certain, and is loaded while a database answers. */
async function run(masked: readonly string[]): Promise<number> {
  const options = await optionsFromAction(process.env, adviceForMissingUrl);
  // A URL from the config file is known only now.
  const { connection } = options;
  const isMasked = connection === null || connection.password === '' || masked.includes(connection.password);
  if (!isMasked) setSecret(connection.password);
  const progress = progressTo((text) => info(text.trimEnd()), false);
  const load = () => import('./tell-run.js');
  const verdict = await guard(options, progress, load);
  const { tellRun } = await load();
  return await tellRun(verdict, options);
}

async function main(): Promise<void> {
  // Should something be waited for that never comes, Node ends by itself, and that is no success.
  process.exitCode = EXIT_CODES.undetermined;
  const secrets = secretsOfAction(process.env);
  for (const secret of secrets) setSecret(secret);
  try {
    // Not setFailed: it would print an error of its own and take one of the ten annotations a step has.
    process.exitCode = await run(secrets);
  } catch (problem) {
    const said = describe(problem);
    setOutput('conclusion', 'undetermined');
    error(said, { title: problem instanceof InputError ? 'realtime-guard input' : 'realtime-guard failed' });
    const { tellProblem } = await import('./tell-run.js');
    await tellProblem(said);
  }
}

function describe(problem: unknown): string {
  if (problem instanceof InputError) return problem.message;
  return `unexpected error, please report it: ${stackOf(problem)}`;
}

void main();
