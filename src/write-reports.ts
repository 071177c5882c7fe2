import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { InputError } from './model/input-error.js';
import type { Listing } from './model/listing.js';
import type { Options } from './model/options.js';
import { messageOf } from './model/thrown.js';
import type { Verdict } from './model/verdict.js';
import type { RenderOptions } from './render-report.js';
import { renderFixMigration } from './reports/fix-migration.js';
import { renderJsonListing } from './reports/listing-json.js';

/** What of the options says which files, and what is in them. */
type ReportOptions = Pick<Options, `${'json' | 'sarif' | 'junit' | 'gitlab' | 'fix'}File` | RenderOptions>;

/**
 * Writes the report files that were asked for; a fix file only when there is a fix.
 * @throws InputError naming the option and the file
 */
export async function writeReports(verdict: Verdict, options: ReportOptions): Promise<void> {
  const { jsonFile, sarifFile, junitFile, gitlabFile, fixFile } = options;
  const asked = [
    ['json-file', 'json', jsonFile],
    ['sarif-file', 'sarif', sarifFile],
    ['junit-file', 'junit', junitFile],
    ['gitlab-file', 'gitlab', gitlabFile],
  ] as const;
  for (const [input, format, path] of asked) {
    if (path === null) continue;
    const { renderReport } = await import('./render-report.js');
    writeWhole(input, path, await renderReport(format, verdict, options));
  }
  const migration = fixFile === null ? null : renderFixMigration(verdict);
  if (fixFile !== null && migration !== null) writeWhole('fix-file', fixFile, migration);
}

/**
 * Writes the list of subscriptions as JSON, when that was asked for.
 * @throws InputError naming the option and the file
 */
export function writeListing(listing: Listing, { jsonFile }: Pick<Options, 'jsonFile'>): void {
  if (jsonFile !== null) writeWhole('json-file', jsonFile, renderJsonListing(listing));
}

/**
 * Writes the findings of a verdict as the baseline.
 * @throws InputError naming the option and the file
 */
export function writeBaseline(baseline: string, { baselineFile }: Pick<Options, 'baselineFile'>): void {
  writeWhole('baseline', baselineFile, baseline);
}

/** Whole or not at all: beside its place first, then renamed. */
function writeWhole(input: string, path: string, content: string): void {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, content);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new InputError(
      `${input}: ${path} cannot be written (${messageOf(error)}); name a file in a folder that exists`,
    );
  }
}
