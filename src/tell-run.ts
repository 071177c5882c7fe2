import { setOutput } from '@actions/core';
import picocolors from 'picocolors';
import { deliver } from './github/deliver.js';
import { logText, setOutputs, writeJobSummary } from './github/publish.js';
import type { Options } from './model/options.js';
import type { Verdict } from './model/verdict.js';
import { renderJobSummary, renderProblemSummary } from './reports/job-summary.js';
import { renderText } from './reports/text.js';
import { EXIT_CODES } from './verdict/exit-code.js';
import { writeReports } from './write-reports.js';

/** Everything that shows the verdict of a run of the action, outputs first. Answers with the exit code. */
export async function tellRun(verdict: Verdict, options: Options): Promise<number> {
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

/** The summary of a run that came to no verdict. */
export async function tellProblem(said: string): Promise<void> {
  await writeJobSummary(renderProblemSummary(said));
}
