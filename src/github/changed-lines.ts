import type { ChangedLines, LineRange } from '../model/changed-lines.js';
import type { GitHubClient } from './client.js';
import { parsePatch } from './parse-patch.js';

/**
 * What a pull request adds and changes. GitHub tells of 3,000 files, and leaves out the lines of one that changes too much.
 * @param pull its number
 * @throws DeliveryError
 */
export async function readChangedLines(client: GitHubClient, pull: number): Promise<ChangedLines> {
  const files = await client.list('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', { pull_number: pull });
  const changes = new Map<string, readonly LineRange[] | null>();
  for (const { filename, status, patch } of files) {
    if (typeof filename !== 'string' || status === 'removed') continue;
    changes.set(filename, typeof patch === 'string' ? parsePatch(patch) : null);
  }
  return changes;
}
