import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { assert, property, string, tuple } from 'fast-check';
import type { GitHubClient } from '../../src/github/client.js';
import { type Comment, markerOf, publishComment } from '../../src/github/comment.js';
import { type GitHubApi, type StoredComment, startGitHubApi } from '../support/github-api.js';

const MARKER = '<!-- realtime-guard:web -->';
const BOT = 'github-actions[bot]';
let api: GitHubApi;

beforeAll(async () => {
  api = await startGitHubApi();
  // Read once, when octokit is loaded.
  process.env['GITHUB_API_URL'] = api.url;
});
afterAll(() => api.close());
beforeEach(() => api.reset());

async function connect(token = 'ghs_x', deadline = AbortSignal.timeout(30_000)): Promise<GitHubClient> {
  const { connectGitHub } = await import('../../src/github/client.js');
  return await connectGitHub({ token, owner: 'octo-org', repo: 'octo-repo', deadline, callMs: 5_000 });
}

function comment(body: string, changes: Partial<Comment> = {}): Comment {
  return { pull: 7, key: 'web', body, shortBody: 'in short', isWanted: true, ...changes };
}

function stand(login: string, body: string): StoredComment {
  const stored = { id: 10_000 + api.comments.length, body, user: { login } };
  api.comments.push(stored);
  return stored;
}

const bodiesBy = (login: string): readonly string[] =>
  api.comments.filter(({ user }) => user.login === login).map(({ body }) => body);
const writes = (): readonly string[] => api.calls.filter((call) => !call.startsWith('GET '));

describe('the comment over five runs', () => {
  test.each([
    ['the job’s own token', 'ghs_x', BOT, ''],
    ['the token of another app', 'ghs_x', 'my-app[bot]', '<!-- by my-app[bot] -->\n'],
    ['the token of a person', 'ghp_x', 'octocat', ''],
  ])('%s: one among 250 others, and a bot with the same marker', async (_, token, author, byline) => {
    api.author = author;
    const client = await connect(token);
    for (let number = 0; number < 125; number += 1) stand('ann', `remark ${number}`);
    const foreign = stand('other[bot]', `${MARKER}\nnot ours`);
    const copied = stand('mallory', `${MARKER}\n${byline}copied`);
    const runs = [
      [comment('two errors'), 'two errors'],
      [comment('one error'), 'one error'],
      [comment('all good', { isWanted: false }), 'all good'],
      [comment('all good', { isWanted: false }), 'all good'],
      [comment('broken again'), 'broken again'],
    ] as const;
    for (const [given, body] of runs) {
      await publishComment(client, given);
      expect(bodiesBy(author)).toEqual([`${MARKER}\n${byline}${body}`]);
      for (let number = 0; number < 25; number += 1) stand('ann', `answer ${number}`);
    }
    expect([foreign.body, copied.body]).toEqual([`${MARKER}\nnot ours`, `${MARKER}\n${byline}copied`]);
    expect(api.comments.filter(({ user }) => user.login === 'ann')).toHaveLength(250);
    // The fourth run says what stands there already.
    expect(writes().filter((call) => call.startsWith('PATCH'))).toHaveLength(byline === '' ? 3 : 4);
  });

  test('one that nobody wants is not made', async () => {
    await publishComment(await connect(), comment('all good', { isWanted: false }));
    expect(writes()).toEqual([]);
  });

  test('another key has a comment of its own', async () => {
    const client = await connect();
    await publishComment(client, comment('of the web'));
    await publishComment(client, comment('of the app', { key: 'app' }));
    expect(api.comments.map(({ body }) => body)).toEqual([
      `${MARKER}\nof the web`,
      '<!-- realtime-guard:app -->\nof the app',
    ]);
  });

  test('of two that were made at the same moment the first is kept', async () => {
    const [first] = [
      stand(BOT, `${MARKER}\none`),
      stand(BOT, `${MARKER}\ntwo`),
      stand('other[bot]', `${MARKER}\nthree`),
    ];
    await publishComment(await connect(), comment('new'));
    expect(api.comments.map(({ id, body }) => [id, body])).toEqual([
      [first?.id, `${MARKER}\nnew`],
      [10_002, `${MARKER}\nthree`],
    ]);
  });

  test('one of another app that the guard made with its token is left alone', async () => {
    const other = stand('my-app[bot]', `${MARKER}\n<!-- by my-app[bot] -->\ntwo`);
    stand(BOT, `${MARKER}\none`);
    await publishComment(await connect(), comment('new'));
    expect(api.comments.map(({ body }) => body)).toEqual([other.body, `${MARKER}\nnew`]);
    expect(other.body).toMatch(/two$/);
  });

  test('one too many that cannot be removed is told, and the first is brought up to date', async () => {
    for (const body of ['one', 'two']) stand(BOT, `${MARKER}\n${body}`);
    api.fail({ mode: 'readonly-token', on: 'DELETE *' });
    await expect(publishComment(await connect(), comment('new'))).rejects.toThrow('does not let the token do it (403');
    expect(bodiesBy(BOT)).toEqual([`${MARKER}\nnew`, `${MARKER}\ntwo`]);
  });

  test('a person who names himself as its author does not get it', async () => {
    const forged = stand('mallory', `${MARKER}\n<!-- by mallory -->\nall good`);
    await publishComment(await connect(), comment('an error'));
    expect([forged.body, ...bodiesBy(BOT)]).toEqual([
      `${MARKER}\n<!-- by mallory -->\nall good`,
      `${MARKER}\nan error`,
    ]);
  });

  test('one that was saved in a browser is found, and is not written anew for its line breaks', async () => {
    stand(BOT, `${MARKER}\r\none\r\ntwo`);
    await publishComment(await connect(), comment('one\ntwo\n'));
    expect(writes()).toEqual([]);
  });

  test('a marker further down is a quotation', async () => {
    stand(BOT, `> ${MARKER}\nof another report`);
    await publishComment(await connect(), comment('new'));
    expect(api.comments).toHaveLength(2);
  });
});

describe('who the token writes as', () => {
  test.each(['ghp_x', 'gho_x', 'ghu_x', 'github_pat_x', '0'.repeat(40)])(
    '%s is asked for its person',
    async (token) => {
      api.author = 'octocat';
      expect(await (await connect(token)).login()).toBe('octocat');
    },
  );

  test.each(['ghs_x', `ghs_${'0'.repeat(40)}`, 'ey.jwt'])(
    '%s is of an app, of which nothing is asked',
    async (token) => {
      expect(await (await connect(token)).login()).toBeNull();
      expect(api.calls).toEqual([]);
    },
  );
});

test.each(['POST /check-runs', 'POST /pulls/7/reviews'])('%s is not sent twice when its answer is lost', async (on) => {
  api.fail({ mode: 'lost', on, times: 1 });
  const [, path = ''] = on.split(' ');
  const { request } = await connect();
  await expect(request(`POST /repos/{owner}/{repo}${path}`, {})).rejects.toThrow('the connection to GitHub was cut');
  expect(writes()).toHaveLength(1);
});

describe('a body that is too long', () => {
  test('a new comment is short instead', async () => {
    api.longestBody = 100;
    await publishComment(await connect(), comment('x'.repeat(200)));
    expect(bodiesBy(BOT)).toEqual([`${MARKER}\nin short`]);
  });

  test('so is one that is brought up to date, until the body fits', async () => {
    stand(BOT, `${MARKER}\nold`);
    const client = await connect();
    api.longestBody = 100;
    await publishComment(client, comment('x'.repeat(200)));
    expect(bodiesBy(BOT)).toEqual([`${MARKER}\nin short`]);
    api.longestBody = 65_536;
    await publishComment(client, comment('x'.repeat(200)));
    expect(bodiesBy(BOT)).toEqual([`${MARKER}\n${'x'.repeat(200)}`]);
  });
});

describe('an answer that is lost', () => {
  test.each(['lost', 'cut-body', 'empty-body'] as const)(
    '%s: the comment is found, and not made twice',
    async (mode) => {
      stand('other[bot]', `${MARKER}\nnew`);
      api.fail({ mode, on: 'POST /issues/', times: 1 });
      await publishComment(await connect(), comment('new'));
      expect(bodiesBy(BOT)).toEqual([`${MARKER}\nnew`]);
      expect(writes()).toEqual(['POST /repos/octo-org/octo-repo/issues/7/comments']);
    },
  );

  test.each(['reset', '502-html', 'secondary-429'] as const)('%s: it is sent once more', async (mode) => {
    api.fail({ mode, on: 'POST /issues/', times: 1 });
    await publishComment(await connect(), comment('new'));
    expect(bodiesBy(BOT)).toEqual([`${MARKER}\nnew`]);
    expect(writes()).toHaveLength(2);
  });

  test.each(['reset', 'lost', '503', 'cut-body'] as const)('%s of an edit: it is sent once more', async (mode) => {
    stand(BOT, `${MARKER}\nold`);
    api.fail({ mode, on: 'PATCH *', times: 1 });
    await publishComment(await connect(), comment('new'));
    expect(bodiesBy(BOT)).toEqual([`${MARKER}\nnew`]);
  });

  test('of a removal: what is gone is no failure', async () => {
    for (const body of ['one', 'two']) stand(BOT, `${MARKER}\n${body}`);
    api.fail({ mode: 'lost', on: 'DELETE *', times: 1 });
    await publishComment(await connect(), comment('new'));
    expect(bodiesBy(BOT)).toEqual([`${MARKER}\nnew`]);
  });

  test.each(['reset', '500', 'empty-body', 'cut-body', 'primary-limit'] as const)(
    '%s of a page: it is read once more, and no comment is made beside the one that is there',
    async (mode) => {
      for (let number = 0; number < 150; number += 1) stand('ann', `remark ${number}`);
      stand(BOT, `${MARKER}\nold`);
      api.fail({ mode, on: 'GET page=2', times: 1 });
      await publishComment(await connect(), comment('new'));
      expect(bodiesBy(BOT)).toEqual([`${MARKER}\nnew`]);
    },
  );
});

describe('the marker', () => {
  test('the key of a folder is readable', () => {
    expect(markerOf('apps/web')).toBe('<!-- realtime-guard:apps/web -->');
    expect(markerOf('')).toBe('<!-- realtime-guard: -->');
  });

  test('no key ends it, breaks its line or makes it long', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 300 }), (key) => {
        const inside = markerOf(key).slice('<!--'.length, -'-->'.length);
        return !/--|[<>\r\n]|^-?>|-$/.test(inside) && inside.length < 200;
      }),
      { numRuns: 1_000, examples: [['-->'], ['a--b'], ['->'], ['a-'], ['-'.repeat(99)], ['\n'], ['é--!>']] },
    );
  });

  test('no two keys share one', () => {
    const key = string({ unit: 'binary', maxLength: 200 });
    assert(
      property(tuple(key, key), ([one, other]) => (one === other) === (markerOf(one) === markerOf(other))),
      { examples: [[['a'.repeat(150), `${'a'.repeat(149)}b`]], [['--', '%2d%2d']]] },
    );
  });
});
