import type { ChangedLines } from '../model/changed-lines.js';
import type { SourceLinks } from '../model/source-links.js';
import type { Verdict } from '../model/verdict.js';
import { toCheckRun } from '../reports/check-run.js';
import type { GitHubClient } from './client.js';
import { DeliveryError } from './refusal.js';

/** GitHub takes no more in one call, and adds those of the next to them. */
const ANNOTATIONS_A_CALL = 50;

export interface CheckRunRequest {
  readonly verdict: Verdict;
  readonly changes: ChangedLines | null;
  readonly sha: string;
  readonly links: SourceLinks | null;
  readonly summaryUrl: string | null;
  readonly key: string;
}

/**
 * Makes a check run that is complete with its first call, so that none is left in progress when the job is stopped.
 * @throws DeliveryError
 */
export async function publishCheckRun(client: GitHubClient, request: CheckRunRequest): Promise<void> {
  const { verdict, sha, ...context } = request;
  const { name, conclusion, title, summary, annotations } = toCheckRun(verdict, context);
  const made = await client.request('POST /repos/{owner}/{repo}/check-runs', {
    name,
    head_sha: sha,
    status: 'completed',
    conclusion,
    ...(context.summaryUrl === null ? {} : { details_url: context.summaryUrl }),
    output: { title, summary, annotations: annotations.slice(0, ANNOTATIONS_A_CALL) },
  });
  if (typeof made['id'] !== 'number') throw new DeliveryError('GitHub’s answer came only in part');
  for (let from = ANNOTATIONS_A_CALL; from < annotations.length; from += ANNOTATIONS_A_CALL) {
    await client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
      check_run_id: made['id'],
      output: { title, summary, annotations: annotations.slice(from, from + ANNOTATIONS_A_CALL) },
    });
  }
}
