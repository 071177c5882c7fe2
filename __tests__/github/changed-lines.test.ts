import { expect, test } from '@jest/globals';
import { readChangedLines } from '../../src/github/changed-lines.js';
import { isChanged, textOfChanged } from '../../src/model/changed-lines.js';
import { recordingClient } from '../support/recording-client.js';

test('what a pull request changes, by file', async () => {
  const { client } = recordingClient({
    'GET /repos/{owner}/{repo}/pulls/{pull_number}/files': [
      { filename: 'a.sql', status: 'added', patch: '@@ -0,0 +1,2 @@\n+one\n+two' },
      { filename: 'new.ts', previous_filename: 'old.ts', status: 'renamed' },
      { filename: 'big.ts', status: 'modified' },
      { filename: 'gone.ts', status: 'removed', patch: '@@ -1 +0,0 @@\n-x' },
    ],
  });
  const changes = await readChangedLines(client, 7);
  expect([...changes.keys()]).toEqual(['a.sql', 'new.ts', 'big.ts']);
  expect(isChanged(changes, { file: 'a.sql', line: 2 })).toBe(true);
  expect(isChanged(changes, { file: 'a.sql', line: 3 })).toBe(false);
  expect(isChanged(changes, { file: 'big.ts', line: 1 })).toBe(false);
  expect(isChanged(changes, { file: 'other.ts', line: 1 })).toBe(false);
  expect(textOfChanged(changes, 'a.sql', 2)).toBe('two');
  expect(textOfChanged(changes, 'a.sql', 3)).toBeNull();
});
