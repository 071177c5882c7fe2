import type { ChangedLines } from '../model/changed-lines.js';
import type { Options } from '../model/options.js';
import type { Verdict } from '../model/verdict.js';
import type { GitHubClient } from './client.js';
import type { Delivery } from './pull.js';

/** What GitHub may refuse without the others being the worse for it. */
export interface Channel {
  /** For the one line that says it failed. */
  readonly name: string;
  readonly publish: () => Promise<void>;
}

/** Where to deliver, and through what. */
export interface Place extends Delivery {
  readonly client: GitHubClient;
  /** Null when there is no pull request, or its lines are not known or not needed. */
  readonly changes: ChangedLines | null;
}

/** What is wanted and possible there; each loads what it needs when it is published. */
export function channelsOf(verdict: Verdict, options: Options, place: Place): readonly Channel[] {
  const { client, pull, changes, sha, summaryUrl } = place;
  const channels: Channel[] = [];
  if (pull !== null && options.comment !== 'never') {
    channels.push({
      name: 'the comment',
      publish: async () => {
        const [{ publishComment }, { renderComment, renderShortComment }] = await Promise.all([
          import('./comment.js'),
          import('../reports/comment-body.js'),
        ]);
        const context = { links: options.links, summaryUrl };
        await publishComment(client, {
          pull: pull.number,
          key: options.commentKey,
          body: renderComment(verdict, context),
          shortBody: renderShortComment(verdict, context),
          isWanted: options.comment === 'always' || isWorthAComment(verdict),
        });
      },
    });
  }
  if (options.checkRun) {
    channels.push({
      name: 'the check run',
      publish: async () => {
        const { publishCheckRun } = await import('./check-run.js');
        await publishCheckRun(client, {
          ...{ verdict, changes, sha, summaryUrl },
          ...{ links: options.links, key: options.commentKey },
        });
      },
    });
  }
  if (pull !== null && changes !== null && options.suggestions) {
    channels.push({
      name: 'suggestions',
      publish: async () => {
        const { publishSuggestions } = await import('./suggestions.js');
        await publishSuggestions(client, { verdict, changes, sha, pull: pull.number });
      },
    });
  }
  return channels;
}

/** A run that could not tell is as much worth a comment as one that failed: nobody has looked. */
function isWorthAComment({ conclusion, findings }: Verdict): boolean {
  return conclusion !== 'success' || findings.some(({ severity }) => severity !== 'notice');
}
