import { info, warning } from '@actions/core';
import type { ChangedLines } from '../model/changed-lines.js';
import type { Options } from '../model/options.js';
import { messageOf } from '../model/thrown.js';
import type { Verdict } from '../model/verdict.js';
import type { Place } from './channels.js';
import type { Connection } from './client.js';
import { annotate } from './publish.js';
import { DeliveryError } from './refusal.js';
import { limitTo } from './time-limit.js';

/** How long delivery may take, in milliseconds: the verdict is told already. */
export interface TimeLimits {
  /** All that needs a token, even where everything hangs. */
  readonly delivery: number;
  /** The lines that annotations stand at, so that time is left for the rest. */
  readonly lines: number;
  /** One answer. */
  readonly call: number;
}

const LIMITS: TimeLimits = { delivery: 20_000, lines: 8_000, call: 5_000 };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Shows a verdict on GitHub: annotations, and with a token the comment, the check run and suggestions. It comes after
 * outputs, files and the job summary; what fails here is a warning each, and changes nothing of them.
 * @param environment process.env, for the name of the event
 */
export async function deliver(
  verdict: Verdict,
  options: Options,
  environment: Environment,
  limits: TimeLimits = LIMITS,
): Promise<void> {
  const deadline = limitTo(limits.delivery);
  const tell = teller(options);
  const place = needsToken(verdict, options, environment)
    ? await tell('the delivery', () => reach(deadline.signal, verdict, options, { tell, limits }))
    : null;
  await tell('the annotations', async () => annotate(verdict, place?.changes ?? null, options));
  if (place !== null) await tell('the delivery', () => publishAll(verdict, options, place, tell));
  deadline.end();
}

/** Half a megabyte is loaded only for a pull request, or for a check run, and never without a token. */
function needsToken(verdict: Verdict, options: Options, environment: Environment): boolean {
  if (options.githubToken === '') return false;
  if (options.checkRun) return true;
  const isPull = environment['GITHUB_EVENT_NAME']?.startsWith('pull_request') === true;
  return isPull && (options.comment !== 'never' || needsLines(verdict, options));
}

/** Where nothing was found there is nothing to place. */
function needsLines({ findings }: Verdict, { annotations, checkRun, suggestions }: Options): boolean {
  return findings.length > 0 && (annotations !== 'none' || checkRun || suggestions);
}

interface Means {
  readonly tell: Tell;
  readonly limits: TimeLimits;
}

async function reach(deadline: AbortSignal, verdict: Verdict, options: Options, means: Means): Promise<Place> {
  const [{ connectGitHub }, { readPull }] = await Promise.all([import('./client.js'), import('./pull.js')]);
  const delivery = await readPull();
  const { owner, repo, pull } = delivery;
  const connection = { token: options.githubToken, owner, repo, deadline, callMs: means.limits.call };
  const client = await connectGitHub(connection);
  const isPlaced = pull !== null && needsLines(verdict, options);
  return { ...delivery, client, changes: isPlaced ? await readLines(connection, pull.number, means) : null };
}

/** Without the lines, annotations stand where the findings are; that is told once. */
async function readLines(connection: Connection, pull: number, { tell, limits }: Means): Promise<ChangedLines | null> {
  return await tell('the lines that the pull request changes', async () => {
    const [{ connectGitHub }, { readChangedLines }] = await Promise.all([
      import('./client.js'),
      import('./changed-lines.js'),
    ]);
    const { signal, end } = limitTo(limits.lines, connection.deadline);
    try {
      return await readChangedLines(await connectGitHub({ ...connection, deadline: signal }), pull);
    } finally {
      end();
    }
  });
}

async function publishAll(verdict: Verdict, options: Options, place: Place, tell: Tell): Promise<void> {
  const { channelsOf } = await import('./channels.js');
  const channels = channelsOf(verdict, options, place);
  if (channels.length === 0) return;
  if (place.pull?.isFork === true) {
    info('no comment, check run or suggestions: the token of a pull request from a fork may only read');
    return;
  }
  await Promise.all(channels.map(({ name, publish }) => tell(name, publish)));
}

/** Does what has that name; null when it fails, of which that is one line. */
type Tell = <T>(name: string, publish: () => Promise<T>) => Promise<T | null>;

function teller(options: Options): Tell {
  return async (name, publish) => {
    try {
      return await publish();
    } catch (problem) {
      const isForbidden = problem instanceof DeliveryError && problem.isForbidden;
      const advice = isForbidden ? `; give the job “permissions: ${permissionsFor(options)}”` : '';
      warning(`${name}: ${messageOf(problem)}${advice}`, { title: 'realtime-guard delivery' });
      return null;
    }
  };
}

/** All that the options need, in one line of YAML: a job that names one permission loses those it does not name. */
function permissionsFor({ comment, suggestions, checkRun }: Options): string {
  const pulls = comment !== 'never' || suggestions ? 'write' : 'read';
  return `{ contents: read, pull-requests: ${pulls}${checkRun ? ', checks: write' : ''} }`;
}
