import { createHash } from 'node:crypto';
import type { GitHubClient } from './client.js';
import { DeliveryError } from './refusal.js';

/** Who the job's own token writes as. */
const ACTIONS_BOT = 'github-actions[bot]';
const LONGEST_KEY = 100;
/** To send a comment, looked for in between. */
const TRIES = 2;

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
  readonly author: string;
}

/**
 * Makes or brings up to date the one comment of this key. It is known by a hidden marker and by its author: anybody can
 * write the marker, and nobody else's comment is touched.
 * @throws DeliveryError
 */
export async function publishComment(client: GitHubClient, comment: Comment): Promise<void> {
  const marker = markerOf(comment.key);
  const login = await client.login();
  const before = await readComments(client, comment.pull);
  const mine = before.filter((one) => isMine(one, marker, login));
  const first = mine.find(({ author }) => author === ACTIONS_BOT) ?? mine[0];
  if (first === undefined) {
    if (comment.isWanted) await create(client, { comment, marker, login, before });
    return;
  }
  await bringUpToDate(client, first, comment, marker);
  // Two runs at the same moment can each make one.
  const others = mine.filter(({ id, author }) => id !== first.id && author === first.author);
  for (const { id } of others) await remove(client, id);
}

/** The hidden first line of a comment: made of the key, whatever that is, and nothing that would end it. */
export function markerOf(key: string): string {
  const encode = (text: string): string =>
    [...text].map((character) => `%${character.codePointAt(0)?.toString(16)}`).join('');
  const safe = key.replace(/[^A-Za-z0-9._/ -]|-{2,}|^-|-$/gu, encode);
  // What is cut off still tells two keys apart.
  const short =
    safe.length <= LONGEST_KEY
      ? safe
      : `${safe.slice(0, LONGEST_KEY)}.${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
  return `<!-- realtime-guard:${short} -->`;
}

async function readComments(client: GitHubClient, pull: number): Promise<readonly Found[]> {
  const comments = await client.list('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    issue_number: pull,
  });
  return comments.flatMap(toFound);
}

function toFound({ id, body, user }: Readonly<Record<string, unknown>>): readonly Found[] {
  const author = loginOf(user);
  if (typeof id !== 'number' || typeof body !== 'string' || author === null) return [];
  return [{ id, body: withPlainBreaks(body), author }];
}

/**
 * GitHub does not tell who the token of an app writes as, but it tells who wrote a comment. So one that is not of the
 * job's own bot names its author in a second hidden line, and is ours when it is who it says; a person, who could say so
 * of himself, is never a bot.
 */
function isMine({ body, author }: Found, marker: string, login: string | null): boolean {
  if (!body.startsWith(`${marker}\n`)) return false;
  if (login !== null) return author === login;
  const said = /^<!-- by (.+) -->$/.exec(bylineOf(body))?.[1] ?? ACTIONS_BOT;
  return author === said && author.endsWith('[bot]');
}

async function bringUpToDate(client: GitHubClient, { id, body }: Found, comment: Comment, marker: string) {
  const byline = bylineOf(body);
  if (isSame(body, withMarker(marker, byline, comment.body))) return;
  await shortenWhenTooLong((text) => edit(client, id, withMarker(marker, byline, text)), comment);
}

interface Creation {
  readonly comment: Comment;
  readonly marker: string;
  readonly login: string | null;
  readonly before: readonly Found[];
}

async function create(client: GitHubClient, creation: Creation): Promise<void> {
  const { comment, marker, login } = creation;
  let sent = '';
  const made = await shortenWhenTooLong((text) => {
    sent = text;
    return post(client, withMarker(marker, '', text), creation);
  }, comment);
  if (login !== null || made.author === ACTIONS_BOT) return;
  await edit(client, made.id, withMarker(marker, `<!-- by ${made.author} -->`, sent));
}

/** A comment whose answer was lost may stand there all the same: it is looked for before it is sent once more. */
async function post(client: GitHubClient, body: string, { comment, before }: Creation): Promise<Found> {
  for (let tried = 1; ; tried += 1) {
    try {
      const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
      const [made] = toFound(await client.request(route, { issue_number: comment.pull, body }));
      if (made !== undefined) return made;
      throw new DeliveryError('GitHub’s answer came only in part');
    } catch (error) {
      if (!(error instanceof DeliveryError) || !error.mayBeDone) throw error;
      const now = await readComments(client, comment.pull);
      const made = now.find((one) => isSame(one.body, body) && before.every(({ id }) => id !== one.id));
      if (made !== undefined) return made;
      if (error.isLate || tried === TRIES) throw error;
    }
  }
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

/** One that is gone already is no failure: a try whose answer was lost may have removed it. */
async function remove(client: GitHubClient, id: number): Promise<void> {
  try {
    await client.request('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', { comment_id: id });
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.status !== 404) throw error;
  }
}

function withMarker(marker: string, byline: string, body: string): string {
  return [marker, ...(byline === '' ? [] : [byline]), body].join('\n');
}

/** A body that was once saved in a browser has line breaks of its kind; space at its end is not kept by every GitHub. */
function withPlainBreaks(body: string): string {
  return body.replaceAll('\r\n', '\n');
}

function isSame(one: string, other: string): boolean {
  return withPlainBreaks(one).trimEnd() === withPlainBreaks(other).trimEnd();
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
