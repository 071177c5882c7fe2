import { expect, test } from '@jest/globals';
import { LineIndex } from '../../src/subscriptions/line-index.js';

/** Every text of up to six of these. */
function* texts(): Generator<string> {
  let all = [''];
  for (let length = 0; length <= 6; length += 1) {
    yield* all;
    all = all.flatMap((text) => ['a', '\n', '\r'].map((one) => text + one));
  }
}

test('a line ends with \\n, with \\r, or with both', () => {
  let asked = 0;
  for (const text of texts()) {
    const index = new LineIndex(text);
    for (let offset = 0; offset <= text.length; offset += 1) {
      // Between the two of an ending the line is not over.
      const head = text.slice(0, offset);
      const before = text.startsWith('\n', offset) ? head.replace(/\r$/, 'a') : head;
      const lines = before.split(/\r\n|\r|\n/);
      const at = { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
      expect([text, offset, index.at(offset)]).toEqual([text, offset, at]);
      asked += 1;
    }
  }
  expect(asked).toBeGreaterThan(5_000);
});
