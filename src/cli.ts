#!/usr/bin/env node
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import picocolors from 'picocolors';
import { guard } from './guard.js';
import {
  type CommandLine,
  listingFromCli,
  optionsFromCli,
  placeFromCli,
  readCommandLine,
  saidInEnvironment,
} from './inputs/from-cli.js';
import { optionsOf } from './inputs/option-table.js';
import { secretsIn } from './inputs/parse-database-url.js';
import { listSubscriptions } from './list-subscriptions.js';
import { InputError } from './model/input-error.js';
import type { Options } from './model/options.js';
import { stackOf } from './model/thrown.js';
import type { Verdict } from './model/verdict.js';
import { isScanThread, serveScan } from './read-source.js';
import { renderFixMigration } from './reports/fix-migration.js';
import { renderCounts } from './reports/headline.js';
import { renderHelp } from './reports/help.js';
import { renderJsonListing } from './reports/listing-json.js';
import { renderListing } from './reports/listing-text.js';
import { renderText } from './reports/text.js';
import { progressTo } from './show-progress.js';
import { EXIT_CODES } from './verdict/exit-code.js';
import { fails } from './verdict/judge.js';
import { VERSION } from './version.js';
import { writeBaseline, writeListing, writeReports } from './write-reports.js';

/** Standard output carries the report, standard error everything else, the exit code the verdict. */
async function run(line: CommandLine): Promise<number> {
  switch (line.command) {
    case 'version':
      return print(`realtime-guard ${VERSION}\n`);
    case 'help':
      return print(renderHelp(VERSION, optionsOf('cli')));
    case 'explain': {
      const { explain } = await import('./explain.js');
      return print(explain(line.words[0], join(fileURLToPath(import.meta.url), '..', 'rules')));
    }
    case 'init': {
      const { init } = await import('./init.js');
      return print(await init({ ...placeFromCli(line, process.cwd()), here: process.cwd() }));
    }
    case 'subscriptions':
      return await list(line);
    default:
      return await check(line);
  }
}

async function check(line: CommandLine): Promise<number> {
  const options = await optionsFromCli(line, process.env, process.cwd());
  const progress = progressTo(
    (text) => process.stderr.write(text),
    process.stderr.isTTY && process.env['CI'] === undefined,
  );
  const verdict = await guard(options, progress);
  if (line.command === 'baseline') return await acceptAll(verdict, options);
  const exitCode =
    line.command === 'fix' ? await offerFix(verdict, options, line) : await printReport(verdict, options);
  await writeReports(verdict, options);
  return exitCode;
}

async function list(line: CommandLine): Promise<number> {
  const options = await listingFromCli(line, process.cwd());
  const listing = await listSubscriptions(options);
  if (options.format === 'json') print(renderJsonListing(listing));
  else print(renderListing(listing, picocolors.createColors(isColoured()), process.stdout.columns));
  writeListing(listing, options);
  return EXIT_CODES[listing.conclusion];
}

async function printReport(verdict: Verdict, options: Options): Promise<number> {
  const { format } = options;
  if (format === 'text') print(renderText(verdict, picocolors.createColors(isColoured()), process.stdout.columns));
  else {
    const { renderReport } = await import('./render-report.js');
    print(await renderReport(format, verdict, options));
  }
  return EXIT_CODES[verdict.conclusion];
}

/** The migration alone, or the path it was written to, so that either can be used; what it leaves open is said beside it. */
async function offerFix(verdict: Verdict, options: Options, { writes }: CommandLine): Promise<number> {
  const migration = renderFixMigration(verdict);
  if (verdict.reason !== null) {
    complain(verdict.reason);
    return EXIT_CODES.undetermined;
  }
  // What is only worth knowing asks for no fix.
  const byHand = verdict.findings.filter(({ fix, severity }) => fix.length === 0 && severity !== 'notice');
  for (const { message, hint } of byHand) complain(`not fixed by SQL alone: ${message}. ${hint}`);
  for (const limit of verdict.limits) complain(limit);
  if (migration === null)
    complain(byHand.length === 0 && !verdict.isFixWithdrawn ? 'nothing to fix' : 'no fix migration can be offered');
  else if (!writes) print(migration);
  else {
    const { writeMigration } = await import('./write-migration.js');
    print(`${writeMigration(migration, options, new Date())}\n`);
  }
  const isLeft = byHand.some(({ severity }) => fails(severity, options.failOn));
  return isLeft || verdict.isFixWithdrawn ? EXIT_CODES.failure : 0;
}

/** The path of the baseline on standard output, what is in it beside it. A run that could not tell accepts nothing. */
async function acceptAll(verdict: Verdict, options: Options): Promise<number> {
  if (verdict.reason !== null) {
    complain(verdict.reason);
    return EXIT_CODES.undetermined;
  }
  const { renderBaseline } = await import('./reports/baseline-file.js');
  writeBaseline(renderBaseline(verdict), options);
  complain(`${renderCounts(verdict)} accepted; give the file in the option baseline`);
  return print(`${options.baselineFile}\n`);
}

/** NO_COLOR and FORCE_COLOR first (no-color.org, force-color.org), else only where a person reads. */
function isColoured(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0';
  return process.stdout.isTTY && TERM !== 'dumb';
}

function print(text: string): 0 {
  process.stdout.write(text);
  return 0;
}

function complain(text: string): void {
  process.stderr.write(`realtime-guard: ${text}\n`);
}

/** What may not be printed even in an error that nobody foresaw. */
function withoutSecrets(text: string): string {
  const url = saidInEnvironment(process.env)['database-url']?.text;
  const argument = process.argv.find((word) => /postgres(ql)?:\/\//i.test(word))?.replace(/^--database-url=/, '');
  const secrets = [url, argument].flatMap((value) => (value === undefined ? [] : secretsIn(value)));
  return secrets.reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}

async function main(): Promise<void> {
  // Should something be waited for that never comes, Node ends by itself, and that is no success.
  process.exitCode = EXIT_CODES.undetermined;
  const lost = new Set<string>();
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough, such as head, closes the pipe; that is no error.
    if (error.code !== 'EPIPE') lost.add(error.message);
  });
  // Only then is it certain: a write may fail before the verdict is known, or after it.
  process.on('exit', () => {
    if (lost.size === 0) return;
    complain(`standard output cannot be written (${[...lost].join('; ')}); the report is not whole`);
    process.exitCode = EXIT_CODES.undetermined;
  });
  try {
    process.exitCode = await run(readCommandLine(process.argv.slice(2)));
  } catch (error) {
    if (error instanceof InputError) complain(`${error.message}\nRun realtime-guard --help for the options.`);
    else complain(withoutSecrets(`unexpected error, please report it: ${stackOf(error)}`));
  }
}

void (isScanThread() ? serveScan() : main());
