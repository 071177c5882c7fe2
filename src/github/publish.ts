import { randomUUID } from 'node:crypto';
import { type AnnotationProperties, error, notice, setOutput, summary, warning } from '@actions/core';
import type { ChangedLines } from '../model/changed-lines.js';
import type { Options } from '../model/options.js';
import type { Severity } from '../model/outcome.js';
import { unresolvedInApp } from '../model/source.js';
import { messageOf } from '../model/thrown.js';
import type { Verdict } from '../model/verdict.js';
import { type Annotation, toAnnotations } from '../reports/annotations.js';
import { renderFixMigration } from '../reports/fix-migration.js';

/** A job's outputs may have 1 MiB together; a larger migration goes to fix-file. */
const MAX_FIX_OUTPUT = 256 * 1024;

/** Sets every output but the files'. Counts are whole numbers in decimal. */
export function setOutputs(verdict: Verdict): void {
  const migration = renderFixMigration(verdict) ?? '';
  setOutput('conclusion', verdict.conclusion);
  setOutput('errors', verdict.counts.error);
  setOutput('warnings', verdict.counts.warning);
  setOutput('notices', verdict.counts.notice);
  setOutput('tables-checked', verdict.tablesChecked);
  setOutput('subscriptions-found', verdict.facts.subscriptions.length);
  const { source } = verdict.facts;
  setOutput('subscriptions-unresolved', source === null ? 0 : unresolvedInApp(source).length);
  setOutput('fix-sql', migration.length > MAX_FIX_OUTPUT ? '' : migration);
  if (migration.length > MAX_FIX_OUTPUT)
    warning('the fix migration is too long for the output fix-sql; give the input fix-file');
}

/** Writes the job summary; a summary that cannot be written is a warning and changes no verdict. */
export async function writeJobSummary(markdown: string): Promise<void> {
  try {
    await summary.addRaw(markdown).write();
  } catch (problem) {
    warning(`the job summary was not written: ${messageOf(problem)}`);
  }
}

/**
 * Shows the findings as annotations, as far as they are wanted.
 * @param changes the lines that the pull request changes; null when there is none, or they are not known
 */
export function annotate(
  verdict: Verdict,
  changes: ChangedLines | null,
  { annotations: mode }: Pick<Options, 'annotations'>,
): void {
  if (mode === 'none') return;
  for (const annotation of toAnnotations(verdict, { changes, mode })) annotateOnce(annotation);
}

/** Prints a text that holds names from a database: none of its lines can be read as a workflow command. */
export function logText(text: string): void {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n${text}\n::${token}::\n`);
}

const ANNOTATE: Readonly<Record<Severity, (message: string, properties: AnnotationProperties) => void>> = {
  error,
  warning,
  notice,
};

function annotateOnce({ severity, title, message, location }: Annotation): void {
  const place =
    location === null ? {} : { file: location.file, startLine: location.line, startColumn: location.column };
  ANNOTATE[severity](message, { title, ...place });
}
