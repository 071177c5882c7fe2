import { info, warning } from '@actions/core';
import type { ChangedLines } from '../model/changed-lines.js';
import type { Options } from '../model/options.js';
import { messageOf } from '../model/thrown.js';
import type { Verdict } from '../model/verdict.js';
import type { GitHubClient } from './client.js';
import { annotate } from './publish.js';
import { DeliveryError } from './refusal.js';

/** All that needs a token ends by then, in milliseconds, even where everything hangs: the verdict is told already. */
const DEADLINE_MS = 20_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** What GitHub may refuse without the others being the worse for it. */
interface Channel {
  /** For the one line that says it failed. */
  readonly name: string;
  readonly permission: string;
  readonly publish: () => Promise<void>;
}

/**
 * Shows a verdict on GitHub: annotations, and with a token the comment, the check run and suggestions. It comes after
 * outputs, files and the job summary; what fails here is a warning each, and changes nothing of them.
 * @param environment process.env, for the name of the event
 */
export async function deliver(verdict: Verdict, options: Options, environment: Environment): Promise<void> {
  if (!needsToken(options, environment)) {
    annotate(verdict, null, options);
    return;
  }
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), DEADLINE_MS);
  try {
    await deliverTo(deadline.signal, verdict, options);
  } finally {
    clearTimeout(timer);
  }
}

/** Half a megabyte is loaded only for a pull request, or for a check run, and never without a token. */
function needsToken({ annotations, comment, checkRun, suggestions, githubToken }: Options, environment: Environment) {
  if (githubToken === '') return false;
  if (checkRun) return true;
  const isPull = environment['GITHUB_EVENT_NAME']?.startsWith('pull_request') === true;
  return isPull && (annotations !== 'none' || comment !== 'never' || suggestions);
}

async function deliverTo(deadline: AbortSignal, verdict: Verdict, options: Options): Promise<void> {
  const { connectGitHub } = await import('./client.js');
  const { readPull } = await import('./pull.js');
  const { owner, repo, pull, sha, summaryUrl } = await readPull();
  const client = await connectGitHub({ token: options.githubToken, owner, repo, deadline });
  const changes = pull === null ? null : await readLines(client, pull.number);
  annotate(verdict, changes, options);
  if (pull?.isFork === true) {
    info('no comment, check run or suggestions: the token of a pull request from a fork may only read');
    return;
  }
  await Promise.all(channels().map(tell));

  function channels(): readonly Channel[] {
    const all: Channel[] = [];
    if (pull !== null && options.comment !== 'never') {
      all.push({
        name: 'the comment',
        permission: 'pull-requests: write',
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
      all.push({
        name: 'the check run',
        permission: 'checks: write',
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
      all.push({
        name: 'suggestions',
        permission: 'pull-requests: write',
        publish: async () => {
          const { publishSuggestions } = await import('./suggestions.js');
          await publishSuggestions(client, { verdict, changes, sha, pull: pull.number });
        },
      });
    }
    return all;
  }
}

/** Without the lines, annotations stand where the findings are; that is told once. */
async function readLines(client: GitHubClient, pull: number): Promise<ChangedLines | null> {
  let changes: ChangedLines | null = null;
  await tell({
    name: 'the lines that the pull request changes',
    permission: 'pull-requests: read',
    publish: async () => {
      const { readChangedLines } = await import('./changed-lines.js');
      changes = await readChangedLines(client, pull);
    },
  });
  return changes;
}

/** A run that could not tell is as much worth a comment as one that failed: nobody has looked. */
function isWorthAComment({ conclusion, findings }: Verdict): boolean {
  return conclusion !== 'success' || findings.some(({ severity }) => severity !== 'notice');
}

async function tell({ name, permission, publish }: Channel): Promise<void> {
  try {
    await publish();
  } catch (problem) {
    const isForbidden = problem instanceof DeliveryError && problem.isForbidden;
    const advice = isForbidden ? `; the job needs permissions: { ${permission} }` : '';
    warning(`${name}: ${messageOf(problem)}${advice}`, { title: 'realtime-guard delivery' });
  }
}
