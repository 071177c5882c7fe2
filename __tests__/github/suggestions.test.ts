import { expect, test } from '@jest/globals';
import { DeliveryError } from '../../src/github/refusal.js';
import { publishSuggestions } from '../../src/github/suggestions.js';
import { recordingClient } from '../support/recording-client.js';
import { verdictWith } from '../support/verdicts.js';

const FILE = 'supabase/migrations/1_a.sql';
const line = (name: string): string => `alter publication supabase_realtime add table public.${name};`;
const request = {
  verdict: verdictWith(2),
  changes: new Map([[FILE, [{ first: 1, last: 2, texts: [line('t0'), line('t1')] }]]]),
  sha: 'a'.repeat(40),
  pull: 7,
};
const commentsOf = (parameters: Readonly<Record<string, unknown>>): readonly { line: number; body: string }[] =>
  parameters['comments'] as { line: number; body: string }[];

test('all of them in one review of the head', async () => {
  const { client, asked } = recordingClient();
  await publishSuggestions(client, request);
  expect(asked).toHaveLength(1);
  expect(asked[0]?.parameters).toMatchObject({ pull_number: 7, commit_id: request.sha, event: 'COMMENT' });
  expect(commentsOf(asked[0]?.parameters ?? {}).map((one) => one.line)).toEqual([1, 2]);
});

test('none a second time', async () => {
  const first = recordingClient();
  await publishSuggestions(first.client, request);
  const [earlier] = commentsOf(first.asked[0]?.parameters ?? {});
  const { client, asked } = recordingClient({
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments': [{ body: earlier?.body }],
  });
  await publishSuggestions(client, request);
  expect(commentsOf(asked[0]?.parameters ?? {}).map((one) => one.line)).toEqual([2]);
});

test('one that GitHub refuses does not lose the others', async () => {
  const { client, asked } = recordingClient({}, ({ parameters }) => {
    if (commentsOf(parameters).some((one) => one.line === 1))
      throw new DeliveryError('Line could not be resolved', { status: 422 });
    return { id: 1 };
  });
  await expect(publishSuggestions(client, request)).rejects.toThrow('GitHub refuses 1 of 2');
  expect(asked.map(({ parameters }) => commentsOf(parameters).map((one) => one.line))).toEqual([[1, 2], [1], [2]]);
});

test('nothing is asked where there is nothing to suggest', async () => {
  const { client, asked } = recordingClient();
  await publishSuggestions(client, { ...request, changes: new Map() });
  expect(asked).toEqual([]);
});
