import type { ChangedLines } from '../model/changed-lines.js';
import type { Severity } from '../model/outcome.js';
import { plural } from '../model/plural.js';
import type { Verdict } from '../model/verdict.js';
import { annotationsOf } from './annotations.js';
import { renderComment, renderShortComment } from './comment-body.js';
import { renderCounts } from './headline.js';
import type { PageContext } from './page/context.js';

/** A check run as GitHub's API takes it, but for the commit. */
export interface CheckRun {
  readonly name: string;
  readonly conclusion: 'success' | 'failure';
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly CheckAnnotation[];
}

export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** GitHub counts characters and, besides, bytes. */
const MAX_SUMMARY_BYTES = 65_000;
/** Ten calls; nobody reads on from here, and the job summary has them all. */
const MOST_ANNOTATIONS = 500;
const LONGEST_KEY = 80;

const LEVELS: Readonly<Record<Severity, CheckAnnotation['annotation_level']>> = {
  error: 'failure',
  warning: 'warning',
  notice: 'notice',
};

/**
 * The verdict as a check run. Its name is never that of a job, which GitHub could take for it. A run that could not tell
 * counts as failed, as its job does: GitHub keeps `action_required` for checks with a button to press.
 * @param key tells the check runs of several runs on one commit apart
 */
export function toCheckRun(
  verdict: Verdict,
  { changes, key, ...context }: PageContext & { readonly changes: ChangedLines | null; readonly key: string },
): CheckRun {
  const all = annotationsOf(verdict, { changes, mode: 'all' });
  const placed = all.flatMap(({ severity, title, message, location }) =>
    location === null
      ? []
      : [
          {
            path: location.file,
            start_line: location.line,
            end_line: location.line,
            annotation_level: LEVELS[severity],
            title,
            message,
          },
        ],
  );
  const annotations = placed.slice(0, MOST_ANNOTATIONS);
  const summary = renderComment(verdict, context);
  const isShort = new TextEncoder().encode(summary).length <= MAX_SUMMARY_BYTES;
  return {
    name: key === '' ? 'realtime-guard findings' : `realtime-guard findings (${key.slice(0, LONGEST_KEY)})`,
    conclusion: verdict.conclusion === 'success' ? 'success' : 'failure',
    title: titleOf(verdict, placed.length - annotations.length),
    summary: isShort ? summary : renderShortComment(verdict, context),
    annotations,
  };
}

function titleOf(verdict: Verdict, hidden: number): string {
  if (verdict.conclusion === 'undetermined') return 'Could not determine';
  return hidden === 0 ? renderCounts(verdict) : `${renderCounts(verdict)}, ${plural(hidden, 'annotation')} not shown`;
}
