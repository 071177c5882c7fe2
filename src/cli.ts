#!/usr/bin/env node
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { guard } from './guard.js';
import {
  type CommandLine,
  optionsFromCli,
  placeFromCli,
  readCommandLine,
  saidInEnvironment,
} from './inputs/from-cli.js';
import { optionsOf } from './inputs/option-table.js';
import { secretsIn } from './inputs/parse-database-url.js';
import { InputError } from './model/input-error.js';
import { stackOf } from './model/thrown.js';
import { isScanThread, serveScan } from './read-source.js';
import { progressTo } from './show-progress.js';
import { complain, print } from './terminal.js';
import { EXIT_CODES } from './verdict/exit-code.js';
import { VERSION } from './version.js';

/** Standard output carries the report, standard error everything else, the exit code the verdict. */
async function run(line: CommandLine): Promise<number> {
  switch (line.command) {
    case 'version':
      return print(`realtime-guard ${VERSION}\n`);
    case 'help': {
      const { renderHelp } = await import('./reports/help.js');
      return print(renderHelp(VERSION, optionsOf('cli')));
    }
    case 'explain': {
      const { explain } = await import('./explain.js');
      return print(explain(line.words[0], join(fileURLToPath(import.meta.url), '..', 'rules')));
    }
    case 'init': {
      const { init } = await import('./init.js');
      return print(await init({ ...placeFromCli(line, process.cwd()), here: process.cwd() }));
    }
    case 'subscriptions': {
      const { tellListing } = await import('./tell-listing.js');
      return await tellListing(line);
    }
    default:
      return await check(line);
  }
}

/** What is said of a verdict is the other half of the program, loaded while a database answers. */
async function check(line: CommandLine): Promise<number> {
  const options = await optionsFromCli(line, process.env, process.cwd());
  const progress = progressTo(
    (text) => process.stderr.write(text),
    process.stderr.isTTY && process.env['CI'] === undefined,
  );
  const load = () => import('./tell-verdict.js');
  const verdict = await guard(options, progress, load);
  const { tellVerdict } = await load();
  return await tellVerdict(verdict, options, line);
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
