import type { GitHubClient } from './client.js';
import { DeliveryError } from './refusal.js';

/** Who the job's own token writes as. */
const ACTIONS_BOT = 'github-actions[bot]';
const LONGEST_KEY = 100;

/** The comment of one run on one pull request. */
export interface Comment {
  readonly pull: number;
  /** Tells the comments of several runs apart. */
  readonly key: string;
  readonly body: string;
  /** Stands in for a body that GitHub finds too long. */
  readonly shortBody: string;
  /** Whether to make one where there is none; one that is there is always brought up to date. */
  readonly isWanted: boolean;
}

interface Found {
  readonly id: number;
  readonly body: string;
}

/**
 * Makes or brings up to date the one comment of this key. It is known by a hidden marker and by its author: anybody can
 * write the marker, and nobody else's comment is touched.
 * @throws DeliveryError
 */
export async function publishComment(client: GitHubClient, comment: Comment): Promise<void> {
  const marker = markerOf(comment.key);
  const mine = await findMine(client, comment.pull, marker);
  const [first, ...others] = mine;
  if (first === undefined) {
    if (comment.isWanted) await create(client, comment, marker);
    return;
  }
  const body = withMarker(marker, bylineOf(first.body), comment.body);
  if (first.body !== body) {
    await shortenWhenTooLong((text) => edit(client, first.id, withMarker(marker, bylineOf(first.body), text)), comment);
  }
  // Two runs at the same moment can each make one.
  for (const { id } of others) await remove(client, id);
}

/** The hidden first line of a comment: made of the key, whatever that is, and nothing that would end it. */
export function markerOf(key: string): string {
  const encode = (text: string): string =>
    [...text].map((character) => `%${character.codePointAt(0)?.toString(16)}`).join('');
  const safe = key.replace(/[^A-Za-z0-9._/ -]|-{2,}|^-|-$/gu, encode);
  return `<!-- realtime-guard:${safe.slice(0, LONGEST_KEY)} -->`;
}

/**
 * GitHub does not tell who a token writes as, but it tells who wrote a comment. So one that is not the job's own bot's
 * names its author in a second hidden line, and is ours when it is who it says.
 */
async function findMine(client: GitHubClient, pull: number, marker: string): Promise<readonly Found[]> {
  const comments = await client.list('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    issue_number: pull,
  });
  return comments.flatMap(({ id, body, user }) => {
    if (typeof id !== 'number' || typeof body !== 'string' || !body.startsWith(`${marker}\n`)) return [];
    const said = /^<!-- by (.+) -->$/.exec(bylineOf(body))?.[1] ?? ACTIONS_BOT;
    return loginOf(user) === said ? [{ id, body }] : [];
  });
}

async function create(client: GitHubClient, comment: Comment, marker: string): Promise<void> {
  const { pull } = comment;
  let sent = comment.body;
  const made = await shortenWhenTooLong((text) => {
    sent = text;
    return client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      issue_number: pull,
      body: withMarker(marker, '', text),
    });
  }, comment).catch(async (error: unknown) => {
    // It may have been made although the answer was lost.
    if (!(error instanceof DeliveryError) || error.status !== null) throw error;
    if ((await findMine(client, pull, marker)).length === 0) throw error;
    return null;
  });
  if (made === null) return;
  const login = loginOf(made['user']);
  if (login === null || login === ACTIONS_BOT || typeof made['id'] !== 'number') return;
  await edit(client, made['id'], withMarker(marker, `<!-- by ${login} -->`, sent));
}

/** Tries the short body when the whole one is refused for its length, which is GitHub's to say. */
async function shortenWhenTooLong<T>(send: (body: string) => Promise<T>, { body, shortBody }: Comment): Promise<T> {
  try {
    return await send(body);
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.status !== 422 || !/too long/i.test(error.message)) throw error;
    return await send(shortBody);
  }
}

async function edit(client: GitHubClient, id: number, body: string): Promise<void> {
  await client.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', { comment_id: id, body });
}

async function remove(client: GitHubClient, id: number): Promise<void> {
  await client.request('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', { comment_id: id });
}

function withMarker(marker: string, byline: string, body: string): string {
  return [marker, ...(byline === '' ? [] : [byline]), body].join('\n');
}

/** The second line, when it names an author. */
function bylineOf(body: string): string {
  const [, second = ''] = body.split('\n', 2);
  return second.startsWith('<!-- by ') ? second : '';
}

function loginOf(user: unknown): string | null {
  if (typeof user !== 'object' || user === null || !('login' in user)) return null;
  return typeof user.login === 'string' ? user.login : null;
}
