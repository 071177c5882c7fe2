import type { ChangedLines } from '../model/changed-lines.js';
import type { Verdict } from '../model/verdict.js';
import { type Suggestion, toSuggestions } from '../reports/suggestions.js';
import type { GitHubClient } from './client.js';
import { DeliveryError } from './refusal.js';

const NOT_TAKEN = 422;

export interface SuggestionRequest {
  readonly verdict: Verdict;
  readonly changes: ChangedLines;
  /** The head of the pull request. */
  readonly sha: string;
  readonly pull: number;
}

/**
 * Offers edits in one review, each once for as long as the pull request lives. GitHub takes a review whole or not at all,
 * so that when it refuses one, they are offered one by one.
 * @throws DeliveryError
 */
export async function publishSuggestions(
  client: GitHubClient,
  { verdict, changes, sha, pull }: SuggestionRequest,
): Promise<void> {
  const suggestions = toSuggestions(verdict, changes);
  if (suggestions.length === 0) return;
  const before = await client.list('GET /repos/{owner}/{repo}/pulls/{pull_number}/comments', { pull_number: pull });
  const isOffered = ({ marker }: Suggestion): boolean =>
    before.some(({ body }) => typeof body === 'string' && body.includes(marker));
  const left = suggestions.filter((suggestion) => !isOffered(suggestion));
  if (left.length === 0) return;
  const offer = async (some: readonly Suggestion[]): Promise<boolean> => {
    try {
      await client.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', {
        pull_number: pull,
        commit_id: sha,
        event: 'COMMENT',
        comments: some.map(({ path, line, body }) => ({ path, line, side: 'RIGHT', body })),
      });
      return true;
    } catch (error) {
      if (error instanceof DeliveryError && error.status === NOT_TAKEN) return false;
      throw error;
    }
  };
  if (await offer(left)) return;
  const taken: boolean[] = [];
  for (const one of left) taken.push(await offer([one]));
  const refused = taken.filter((isTaken) => !isTaken).length;
  if (refused > 0)
    throw new DeliveryError(`GitHub refuses ${refused} of ${left.length}: their lines are not in its diff`);
}
