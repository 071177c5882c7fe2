import type { CommandLine } from './inputs/from-cli.js';
import type { Options } from './model/options.js';
import type { Verdict } from './model/verdict.js';
import { renderFixMigration } from './reports/fix-migration.js';
import { renderCounts } from './reports/headline.js';
import { renderText } from './reports/text.js';
import { complain, paint, print } from './terminal.js';
import { EXIT_CODES } from './verdict/exit-code.js';
import { fails } from './verdict/judge.js';
import { writeBaseline, writeReports } from './write-reports.js';

/** What the commands `check`, `fix` and `baseline` make of a verdict. Answers with the exit code. */
export async function tellVerdict(verdict: Verdict, options: Options, line: CommandLine): Promise<number> {
  if (line.command === 'baseline') return await acceptAll(verdict, options);
  const exitCode =
    line.command === 'fix' ? await offerFix(verdict, options, line) : await printReport(verdict, options);
  await writeReports(verdict, options);
  return exitCode;
}

async function printReport(verdict: Verdict, options: Options): Promise<number> {
  const { format } = options;
  if (format === 'text') print(renderText(verdict, paint(), process.stdout.columns));
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
