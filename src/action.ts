import { error, info, setOutput, setSecret } from '@actions/core';
import picocolors from 'picocolors';
import { deliver } from './github/deliver.js';
import { adviceForMissingUrl } from './github/event.js';
import { logText, setOutputs, writeJobSummary } from './github/publish.js';
import { guard } from './guard.js';
import { optionsFromAction, secretsOfAction } from './inputs/from-action.js';
import { InputError } from './model/input-error.js';
import { stackOf } from './model/thrown.js';
import { renderJobSummary, renderProblemSummary } from './reports/job-summary.js';
import { renderText } from './reports/text.js';
import { progressTo } from './show-progress.js';
import { EXIT_CODES } from './verdict/exit-code.js';
import { writeReports } from './write-reports.js';

/** Everything that shows the verdict comes after it is certain, outputs first. */
async function run(masked: readonly string[]): Promise<number> {
  const options = await optionsFromAction(process.env, adviceForMissingUrl);
  // A URL from the config file is known only now.
  const { connection } = options;
  const isMasked = connection === null || connection.password === '' || masked.includes(connection.password);
  if (!isMasked) setSecret(connection.password);
  const verdict = await guard(
    options,
    progressTo((text) => info(text.trimEnd()), false),
  );
  setOutputs(verdict);
  logText(renderText(verdict, picocolors.createColors(true)));
  await writeJobSummary(renderJobSummary(verdict, { links: options.links, summaryUrl: null }));
  // One that cannot be written is an error of the input, and the verdict is there to be read all the same.
  await writeReports(verdict, options);
  if (options.jsonFile !== null) setOutput('json-file', options.jsonFile);
  if (options.sarifFile !== null) setOutput('sarif-file', options.sarifFile);
  await deliver(verdict, options, process.env);
  return EXIT_CODES[verdict.conclusion];
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
    await writeJobSummary(renderProblemSummary(said));
  }
}

function describe(problem: unknown): string {
  if (problem instanceof InputError) return problem.message;
  return `unexpected error, please report it: ${stackOf(problem)}`;
}

void main();
