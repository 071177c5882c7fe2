import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How GitHub, or what stands before it, fails. `lost` does what it is asked to and cuts the connection then. */
export const FAULTS = [
  'readonly-token',
  'locked',
  'sso',
  'not-found',
  'bad-credentials',
  'validation',
  'secondary-403',
  'secondary-429',
  'primary-limit',
  '500',
  '502-html',
  '503',
  'hang',
  'reset',
  'lost',
  'cut-body',
  'empty-body',
] as const;
export type FaultMode = (typeof FAULTS)[number];

export interface Fault {
  readonly mode: FaultMode;
  /** `METHOD part-of-path`; either may be `*`. */
  readonly on: string;
  /** How many calls it hits; for ever unless told. */
  readonly times?: number;
  /** Seconds, for the limits. */
  readonly retryAfter?: number;
}

export interface StoredComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
}

interface Stored {
  readonly id: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** As much of GitHub's API as is used, in memory, for one repository whatever its name. */
export interface GitHubApi {
  readonly url: string;
  /** `METHOD /path?query` of every call. */
  readonly calls: string[];
  readonly comments: StoredComment[];
  readonly checkRuns: Stored[];
  readonly reviews: Stored[];
  /** What the pull request changes. */
  readonly files: { readonly filename: string; readonly status: string; readonly patch: string }[];
  /** Who the token writes as. */
  author: string;
  /** Longer comments are refused, as GitHub refuses those of more than 65,536 characters. */
  longestBody: number;
  fail(fault: Fault): void;
  /** Forgets everything but its address. */
  reset(): void;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const SECONDARY = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

export async function startGitHubApi(): Promise<GitHubApi> {
  const faults: (Fault & { left: number })[] = [];
  let lastId = 0;
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const api: GitHubApi = {
    url: `http://127.0.0.1:${port}`,
    calls: [],
    comments: [],
    checkRuns: [],
    reviews: [],
    files: [],
    author: 'github-actions[bot]',
    longestBody: 65_536,
    fail: (fault) => faults.push({ ...fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    reset: () => {
      for (const list of [faults, api.calls, api.comments, api.checkRuns, api.reviews, api.files]) list.length = 0;
      Object.assign(api, { author: 'github-actions[bot]', longestBody: 65_536 });
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return api;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await textOf(request);
    const call = `${request.method} ${request.url}`;
    api.calls.push(call);
    const fault = faults.find(({ on, left }) => left > 0 && isOn(on, call));
    if (fault === undefined) return send(response, route(call, sent));
    fault.left -= 1;
    const { mode, retryAfter = 0 } = fault;
    const refusal = refusalOf(mode, retryAfter);
    if (refusal !== null) return send(response, refusal);
    if (mode === 'hang') return;
    if (mode === 'reset') return void response.destroy();
    const answer = route(call, sent);
    if (mode === 'lost') return void response.destroy();
    const whole = JSON.stringify(answer.body ?? {});
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(mode === 'cut-body' ? whole.slice(0, whole.length / 2) : '');
  }

  function route(call: string, sent: string): Answer {
    const [method = '', target = ''] = call.split(' ');
    const url = new URL(target, api.url);
    const path = url.pathname.replace(/^\/repos\/[^/]+\/[^/]+/, '');
    const body: Record<string, unknown> = sent === '' ? {} : JSON.parse(sent);
    const add = (list: Stored[]): Answer => {
      list.push({ id: nextId(), body });
      return { status: 201, body: list.at(-1) };
    };
    const [, id] = /\/(\d+)$/.exec(path) ?? [];
    switch (`${method} ${path.replace(/\d+/g, 'N')}`) {
      case 'GET /user':
        return { status: 200, body: { login: api.author } };
      case 'GET /pulls/N/files':
        return page(api.files, url);
      case 'GET /issues/N/comments':
        return page(api.comments, url);
      case 'GET /pulls/N/comments':
        return page(
          api.reviews.flatMap((review) => review.body['comments']),
          url,
        );
      case 'POST /issues/N/comments':
        if (isTooLong(body)) return TOO_LONG;
        api.comments.push({ id: nextId(), body: String(body['body']), user: { login: api.author } });
        return { status: 201, body: api.comments.at(-1) };
      case 'PATCH /issues/comments/N':
        if (isTooLong(body)) return TOO_LONG;
        return change(api.comments, id, (comment) => {
          comment.body = String(body['body']);
        });
      case 'DELETE /issues/comments/N': {
        const at = api.comments.findIndex((comment) => comment.id === Number(id));
        if (at < 0) return NOT_FOUND;
        api.comments.splice(at, 1);
        return { status: 204, body: null };
      }
      case 'POST /check-runs':
        return add(api.checkRuns);
      case 'PATCH /check-runs/N':
        return change(api.checkRuns, id, () => {});
      case 'POST /pulls/N/reviews':
        return add(api.reviews);
      default:
        return NOT_FOUND;
    }
  }

  function isTooLong(body: Readonly<Record<string, unknown>>): boolean {
    return [...String(body['body'])].length > api.longestBody;
  }

  /** Thirty a page unless asked for more, up to a hundred. */
  function page(items: readonly unknown[], { pathname, searchParams }: URL): Answer {
    const size = Math.min(100, Number(searchParams.get('per_page') ?? 30));
    const number = Number(searchParams.get('page') ?? 1);
    const next = `<${api.url}${pathname}?per_page=${size}&page=${number + 1}>; rel="next"`;
    return {
      status: 200,
      body: items.slice((number - 1) * size, number * size),
      headers: items.length > number * size ? { link: next } : {},
    };
  }

  function nextId(): number {
    lastId += 1;
    return lastId;
  }
}

function change<T extends { readonly id: number }>(
  list: readonly T[],
  id: string | undefined,
  edit: (item: T) => void,
): Answer {
  const item = list.find((one) => one.id === Number(id));
  if (item === undefined) return NOT_FOUND;
  edit(item);
  return { status: 200, body: item };
}

const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found' } };
const TOO_LONG: Answer = {
  status: 422,
  body: { message: 'Validation Failed', errors: [{ message: 'Body is too long (maximum is 65536 characters)' }] },
};

/** The answer of a fault that is one; null for those that cut or spoil it. */
function refusalOf(mode: FaultMode, retryAfter: number): Answer | null {
  const say = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
    status,
    body: { message },
    headers,
  });
  const wait = { 'retry-after': String(retryAfter) };
  const reset = String(Math.ceil(Date.now() / 1_000) + retryAfter);
  switch (mode) {
    case 'readonly-token':
      return say(403, 'Resource not accessible by integration');
    case 'locked':
      return say(403, 'Unable to create comment because issue is locked.');
    case 'sso':
      return say(403, 'Resource protected by organization SAML enforcement.');
    case 'not-found':
      return NOT_FOUND;
    case 'bad-credentials':
      return say(401, 'Bad credentials');
    case 'validation':
      return { status: 422, body: { message: 'Validation Failed', errors: [{ message: 'no such node' }] } };
    case 'secondary-403':
      return say(403, SECONDARY, wait);
    case 'secondary-429':
      return say(429, SECONDARY, wait);
    case 'primary-limit':
      return say(403, 'API rate limit exceeded', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset });
    case '500':
    case '503':
      return say(Number(mode), 'Server Error');
    case '502-html':
      return {
        status: 502,
        body: '<html><title>502 Bad Gateway</title></html>',
        headers: { 'content-type': 'text/html' },
      };
    default:
      return null;
  }
}

function isOn(on: string, call: string): boolean {
  const [method = '*', part = '*'] = on.split(' ');
  return (method === '*' || call.startsWith(`${method} `)) && (part === '*' || call.includes(part));
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body === null ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
