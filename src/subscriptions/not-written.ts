const HEAD = 1024;

/** In a comment, as generators put it: source that only speaks of the mark is source. */
const GENERATED = /^[ \t]*(?:\/\/|\/?\*|#|<!--|--).*(?:@generated\b|\bCode generated\b.*\bDO NOT EDIT\b)/m;

/** Below this size a file with long lines may be written by hand. */
const SMALL = 20_000;
const LONG_LINE = 500;

/**
 * Whether a text was made by a program rather than written: it says so in its head, or its lines are as long as only a
 * minifier leaves them, that with the first needle included. (A picture as one long text does not minify its file.)
 * @param needle where the first needle stands
 */
export function whyNotWritten(text: string, needle: number): 'generated' | 'minified' | null {
  if (GENERATED.test(text.slice(0, HEAD))) return 'generated';
  if (text.length <= SMALL || lengthOfLine(text, needle) <= LONG_LINE) return null;
  return text.length / countLines(text) > LONG_LINE ? 'minified' : null;
}

function lengthOfLine(text: string, at: number): number {
  const start = at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', Math.max(at, 0));
  return (end < 0 ? text.length : end) - start;
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
