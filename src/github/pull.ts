import { context } from '@actions/github';

/** What an event says of where to deliver. */
export interface Delivery {
  readonly owner: string;
  readonly repo: string;
  readonly pull: { readonly number: number; readonly isFork: boolean } | null;
  /** The commit that a check run belongs to: the head of the pull request, not the merge that was checked out. */
  readonly sha: string;
  /** Where the job summary is; null outside a run. */
  readonly summaryUrl: string | null;
}

/** Reads it from the event that started the run. */
export async function readPull(): Promise<Delivery> {
  const { owner, repo } = context.repo;
  const event = context.payload.pull_request;
  const head: unknown = event?.['head'];
  const summaryUrl = Number.isInteger(context.runId)
    ? `${context.serverUrl}/${owner}/${repo}/actions/runs/${context.runId}`
    : null;
  return {
    owner,
    repo,
    // pull_request_target runs with a token of the repository itself.
    pull:
      event === undefined
        ? null
        : { number: event.number, isFork: context.eventName === 'pull_request' && isFromFork(event) },
    sha: shaOf(head) ?? context.sha,
    summaryUrl,
  };
}

/** Whether a pull request comes from another repository. Of a fork that was deleted that cannot be told. */
export function isFromFork(pull: unknown): boolean {
  const [head, base] = ['head', 'base'].map((side) => fieldOf(fieldOf(pull, side), 'repo'));
  const names = [head, base].map(fullNameOf);
  return names.includes(null) ? fieldOf(head, 'fork') === true : names[0] !== names[1];
}

function fullNameOf(repository: unknown): string | null {
  const name = fieldOf(repository, 'full_name');
  return typeof name === 'string' ? name : null;
}

function shaOf(head: unknown): string | null {
  const sha = fieldOf(head, 'sha');
  return typeof sha === 'string' ? sha : null;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
