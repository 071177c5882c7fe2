import { messageOf } from '../model/thrown.js';
import { DeliveryError, type Refusal, toDeliveryError, waitAsked } from './refusal.js';

/** What one answer may take, in milliseconds. */
const CALL_MS = 5_000;
const TRIES = 3;
/** Between two tries when GitHub names no time, growing with each. */
const PAUSE_MS = 500;
const NO_CONTENT = 204;
const PER_PAGE = 100;
/** More pages than any list of GitHub's that we read: 3,000 files, 10,000 comments. */
const MOST_PAGES = 100;

/** GitHub's API as delivery needs it: every call ends in time, and an answer that is no answer is an error. */
export interface GitHubClient {
  readonly owner: string;
  readonly repo: string;
  /**
   * Asks for an object, or changes something.
   * @param route as octokit writes it, for example `PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}`; owner and
   *   repo are filled in
   * @returns the answer, an object whose fields nobody has looked at
   * @throws DeliveryError in words for people
   */
  request(route: string, parameters: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Asks for a list, page after page.
   * @throws DeliveryError
   */
  list(
    route: string,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** What a call goes through, and until when. */
export interface Connection {
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
  /** Ends every call, and every wait for another try. */
  readonly deadline: AbortSignal;
}

interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Loads octokit, half a megabyte, which is why it is asked for only when there is something to deliver. */
export async function connectGitHub(connection: Connection): Promise<GitHubClient> {
  const { getOctokit } = await import('@actions/github');
  const octokit = getOctokit(connection.token, { log: SILENT });
  const { owner, repo, deadline } = connection;
  const send = async (route: string, parameters: Readonly<Record<string, unknown>>): Promise<Answer> =>
    await withTries(route, deadline, async () => {
      return await withinTime(deadline, (signal) =>
        octokit.request(route, { owner, repo, ...parameters, request: { signal } }),
      );
    });
  return {
    owner,
    repo,
    request: async (route, parameters) => {
      const { data, status } = await send(route, parameters);
      if (status === NO_CONTENT) return {};
      if (isRecord(data)) return data;
      throw new DeliveryError('GitHub’s answer came only in part');
    },
    list: async (route, parameters) => {
      const items: Readonly<Record<string, unknown>>[] = [];
      for (let page = 1; page <= MOST_PAGES; page += 1) {
        const { data, headers } = await send(route, { ...parameters, per_page: PER_PAGE, page });
        if (!Array.isArray(data) || !data.every(isRecord)) throw new DeliveryError('GitHub’s answer came only in part');
        items.push(...data);
        if (!/rel="next"/.test(String(headers['link'] ?? ''))) break;
      }
      return items;
    },
  };
}

/** AbortSignal.any() of a time-out would do, but Node 20 may collect it before it fires. */
async function withinTime<T>(deadline: AbortSignal, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const timer = setTimeout(stop, CALL_MS);
  deadline.addEventListener('abort', stop);
  if (deadline.aborted) stop();
  try {
    return await call(controller.signal);
  } finally {
    clearTimeout(timer);
    deadline.removeEventListener('abort', stop);
  }
}

/** Octokit would write to the log, where the runner reads each line. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/**
 * Another try only where GitHub says that the first did nothing, or where to do it twice is to do it once: a comment
 * whose answer was lost may well stand there.
 */
async function withTries(route: string, deadline: AbortSignal, call: () => Promise<Answer>): Promise<Answer> {
  const isRead = route.startsWith('GET ');
  for (let tried = 1; ; tried += 1) {
    try {
      return await call();
    } catch (error) {
      const refusal = toRefusal(error, deadline);
      const wait = tried === TRIES ? null : waitAsked(refusal, isRead, PAUSE_MS * tried);
      if (wait === null || !(await pause(wait, deadline))) throw toDeliveryError(refusal);
    }
  }
}

function toRefusal(error: unknown, deadline: AbortSignal): Refusal {
  const response = isRecord(error) && isRecord(error['response']) ? error['response'] : null;
  const headers = response !== null && isRecord(response['headers']) ? response['headers'] : {};
  return {
    // Octokit calls it 500 when there was no answer at all.
    status: response === null ? null : Number(response['status']),
    message: messageOf(error),
    headers,
    isLate: deadline.aborted || /abort|timeout/i.test(messageOf(error)),
  };
}

/** Whether the wait came to its end, which it does not when the deadline comes first. */
function pause(milliseconds: number, deadline: AbortSignal): Promise<boolean> {
  if (deadline.aborted) return Promise.resolve(false);
  return new Promise((done) => {
    const timer = setTimeout(() => end(true), milliseconds);
    const stop = (): void => end(false);
    const end = (isOver: boolean): void => {
      clearTimeout(timer);
      deadline.removeEventListener('abort', stop);
      done(isOver);
    };
    deadline.addEventListener('abort', stop);
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
