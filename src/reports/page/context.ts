import type { SourceLinks } from '../../model/source-links.js';

/** What a page may point to besides the verdict itself. */
export interface PageContext {
  /** Null when it is not known where the source can be looked at. */
  readonly links: SourceLinks | null;
  /** The address of the job summary; null on the summary itself, and when there is none. */
  readonly summaryUrl: string | null;
}

/** How much of each part a page has room for. */
export interface Room {
  readonly rows: number;
  readonly findings: number;
  readonly notes: number;
  /** Characters of the fix migration, which is shown whole or not at all. */
  readonly fix: number;
}

/** Where everything that a page leaves out can be read, as the end of a sentence in Markdown. */
export function whereTheRestIs({ summaryUrl }: PageContext): string {
  const report = 'the JSON report (`json-file`) has them all';
  return summaryUrl === null ? report : `see the [job summary](${summaryUrl}), and ${report}`;
}
