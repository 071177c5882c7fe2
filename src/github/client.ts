import { type Refusal, toDeliveryError, waitAsked } from './refusal.js';
import { limitTo } from './time-limit.js';

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
  /**
   * Who a person's token writes as. Null for the token of an app, the job's own among them: GitHub does not tell those.
   * @throws DeliveryError
   */
  login(): Promise<string | null>;
}

/** What a call goes through, and until when. */
export interface Connection {
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
  /** Ends every call, and every wait for another try. */
  readonly deadline: AbortSignal;
  /** What one answer may take, in milliseconds. */
  readonly callMs: number;
}

interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** What GitHub's personal tokens, and those of apps that act for a person, begin with; the oldest are plain digits. */
const OF_A_PERSON = /^(?:gh[pou]_|github_pat_|[0-9a-f]{40}$)/;

/** Loads octokit, half a megabyte, which is why it is asked for only when there is something to deliver. */
export async function connectGitHub(connection: Connection): Promise<GitHubClient> {
  const { getOctokit } = await import('@actions/github');
  const octokit = getOctokit(connection.token, { log: SILENT });
  const { owner, repo, token } = connection;
  const send = async <T>(route: string, parameters: Parameters, read: (answer: Answer) => T | null): Promise<T> =>
    await withTries(route, connection, async (signal) => {
      const place = route.includes('{owner}') ? { owner, repo } : {};
      // Octokit resolves a body that is cut or empty with an empty text.
      return read(await octokit.request(route, { ...place, ...parameters, request: { signal } }));
    });
  const request: GitHubClient['request'] = (route, parameters) =>
    send(route, parameters, ({ data, status }) => (status === NO_CONTENT ? {} : isRecord(data) ? data : null));
  return {
    owner,
    repo,
    request,
    list: async (route, parameters) => {
      const items: Readonly<Record<string, unknown>>[] = [];
      for (let page = 1; page <= MOST_PAGES; page += 1) {
        const { data, hasNext } = await send(route, { ...parameters, per_page: PER_PAGE, page }, toPage);
        items.push(...data);
        if (!hasNext) break;
      }
      return items;
    },
    login: async () => {
      if (!OF_A_PERSON.test(token)) return null;
      const { login } = await request('GET /user', {});
      return typeof login === 'string' ? login : null;
    },
  };
}

type Parameters = Readonly<Record<string, unknown>>;

function toPage({ data, headers }: Answer) {
  if (!Array.isArray(data) || !data.every(isRecord)) return null;
  return { data, hasNext: /rel="next"/.test(String(headers['link'] ?? '')) };
}

/** Octokit would write to the log, where the runner reads each line. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** What can be done twice as well as once: a comment whose answer was lost may well stand there, an edit of it is the same. */
const MAY_REPEAT = /^GET |^(?:PATCH|DELETE) .*\/issues\/comments\//;

/**
 * Another try only where GitHub says that the first did nothing, or where to do it twice is to do it once.
 * @param call gives null for an answer that is none
 */
async function withTries<T>(route: string, { deadline, callMs }: Connection, call: Call<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    const limit = limitTo(callMs, deadline);
    const refusal = await answerOf(call, limit.signal);
    limit.end();
    if ('answer' in refusal) return refusal.answer;
    const wait = tried === TRIES ? null : waitAsked(refusal, MAY_REPEAT.test(route), PAUSE_MS * tried);
    if (wait === null || !(await pause(wait, deadline))) throw toDeliveryError(refusal);
  }
}

type Call<T> = (signal: AbortSignal) => Promise<T | null>;

async function answerOf<T>(call: Call<T>, signal: AbortSignal): Promise<Refusal | { readonly answer: T }> {
  try {
    const answer = await call(signal);
    return answer === null ? { ...NONE, isPartial: true, isLate: signal.aborted } : { answer };
  } catch (error) {
    return toRefusal(error, signal.aborted);
  }
}

const NONE: Refusal = { status: null, message: '', headers: {}, isLate: false, isPartial: false };

function toRefusal(error: unknown, isLate: boolean): Refusal {
  const response = isRecord(error) && isRecord(error['response']) ? error['response'] : null;
  // Octokit calls it 500 when there was no answer at all.
  if (response === null) return { ...NONE, isLate };
  const headers = isRecord(response['headers']) ? response['headers'] : {};
  return { ...NONE, status: Number(response['status']), message: saidBy(response['data']), headers };
}

/** GitHub's words without the address of its documentation; an `errors` entry tells more than the message. */
function saidBy(data: unknown): string {
  if (!isRecord(data)) return '';
  const errors: readonly unknown[] = Array.isArray(data['errors']) ? data['errors'] : [];
  const texts = errors.map((error) => (isRecord(error) ? (error['message'] ?? error['code']) : error));
  return [data['message'], ...texts].filter((text) => typeof text === 'string').join(': ');
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
